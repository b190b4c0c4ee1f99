import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { algorithms } from '../../../contract/algorithms.ts';
import { examineJwks } from '../../../tools/doctor/jwks-findings.ts';
import { signingKey } from '../../signing.ts';
import { discoveryOf, goodKey } from './issuer-documents.ts';

const rsa = signingKey('RS256').jwk;
const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
const jwks = (...keys: readonly unknown[]) => JSON.stringify({ keys });
const many = (count: number) =>
  jwks(...Array.from({ length: count }, (_, index) => ({ ...goodKey, kid: `k${index}` })));

/** Returns the findings that are not ok, with their levels. */
function findingsOf(document: string): readonly string[] {
  return examineJwks(document, algorithms)
    .findings.filter(({ level }) => level !== 'ok')
    .map(({ level, text }) => `${level} ${text}`);
}

describe('The findings on a JWKS', () => {
  test('are ok for a good key, and state what it verifies', () => {
    const { algorithms: verified, findings } = examineJwks(jwks(goodKey), algorithms);
    expect(verified).toEqual(['EdDSA']);
    expect(findings).toEqual([
      {
        level: 'ok',
        text: expect.stringMatching(/^JWKS: 1 of at most 100 keys, \d+ of at most 65536 bytes$/),
      },
      { level: 'ok', text: 'key 1 "good" (OKP, Ed25519, alg EdDSA, use sig): verifies EdDSA' },
    ]);
  });

  test('are ok for ten keys of an algorithm, as many as the authorizer tries', () => {
    expect(findingsOf(many(10))).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    [
      'an HTML page',
      '<!doctype html>\u001b[2J',
      /^problem JWKS: invalid: not JSON \(it starts with <!doctype html>\\u001b\[2J\): check the issuer/,
    ],
    ['an empty body', '', /^problem JWKS: invalid: not JSON \(empty\): check the issuer/],
    [
      'another document',
      JSON.stringify(discoveryOf('https://a.example')),
      /^problem JWKS: invalid: no array "keys": check the issuer setting$/,
    ],
    [
      'more than 100 keys',
      many(101),
      /^problem JWKS: invalid: more than 100 keys: remove old keys$/,
    ],
    [
      'more than half of 100 keys',
      many(51),
      /^warning JWKS: 51 of at most 100 keys, .*rejects the whole JWKS/,
    ],
    [
      'more than half of 64 KiB',
      jwks({ ...goodKey, x5c: ['A'.repeat(33_000)] }),
      /^warning JWKS: 1 of at most 100 keys, 33\d\d\d of/,
    ],
    [
      'more than ten keys for an algorithm',
      many(11),
      /^warning JWKS: 11 keys for EdDSA, but only the first 10 are tried for a token without kid/,
    ],
    [
      'a key without kid',
      jwks(goodKey, { ...goodKey, kid: undefined }),
      /^warning JWKS: 1 of 2 usable keys have no kid/,
    ],
    [
      'two keys of a type with the same kid',
      jwks(goodKey, goodKey, { ...rsa, kid: 'good' }),
      /^warning JWKS: 2 keys of the same type share the kid "good"/,
    ],
    ['no keys', jwks(), /^problem JWKS: empty: publish a key$/],
    [
      'no usable key',
      jwks({ kty: 'oct', k: 'c2VjcmV0' }),
      /^problem JWKS: no usable key for EdDSA, .*: publish one, or change the algorithms setting$/,
    ],
    [
      'a private key',
      jwks(goodKey, { ...goodKey, kid: 'b', d: 'AA' }),
      /^problem key 2 "b" \(.*\): private: anyone who reads the JWKS can sign with it\. Withdraw it/,
    ],
    [
      'a key that is not an object',
      jwks(goodKey, 'key'),
      /^warning key 2: not used \(not_an_object\): a key must be a JSON object$/,
    ],
    [
      'a key of an unsupported type',
      jwks(goodKey, { kty: 'AKP' }),
      /^warning key 2 without kid \(AKP\): not used \(unsupported_type\): kty must be RSA/,
    ],
    [
      'a key for encryption',
      jwks(goodKey, { ...rsa, use: 'enc' }),
      /^warning key 2 without kid \(RSA, 2048 bits, use enc\): not used \(other_use\): use must be/,
    ],
    [
      'a key for another algorithm',
      jwks(goodKey, { ...rsa, alg: 'PS256' }),
      /^warning key 2 .*alg PS256\): not used \(unsupported_algorithm\): alg must be/,
    ],
    [
      'a malformed key',
      jwks(goodKey, { ...goodKey, x: 'AAAA' }),
      /^warning key 2 .*: not used \(malformed\): kid must be/,
    ],
    [
      'a weak key',
      jwks(goodKey, rsa1024.export({ format: 'jwk' })),
      /^warning key 2 .*\(RSA, 1024 bits\): not used \(weak\): RSA keys must have 2048/,
    ],
  ])('report %s', (_, document, finding) => {
    expect(findingsOf(document)).toContainEqual(expect.stringMatching(finding));
  });

  test('report a key whose algorithm is not accepted', () => {
    expect(examineJwks(jwks(goodKey), ['RS256'])).toMatchObject({
      algorithms: [],
      findings: [
        { level: 'ok' },
        {
          level: 'warning',
          text: expect.stringMatching(
            /: not used: it verifies EdDSA, and the algorithms setting accepts only RS256$/,
          ),
        },
        { level: 'problem', isCertain: true, reason: 'its JWKS has no usable key for RS256' },
      ],
    });
  });

  test('are short and without control characters, whatever the JWKS contains', () => {
    const hostile = '\u001b[31m\n\u202e'.repeat(5000);
    const document = jwks(
      { ...goodKey, kid: hostile, alg: hostile },
      { kty: hostile, crv: [hostile] },
    );
    for (const line of findingsOf(document)) {
      expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(line.length).toBeLessThan(1000);
    }
  });
});
