import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { algorithms } from '../../../contract/algorithms.ts';
import { examineJwks } from '../../../tools/doctor/jwks-findings.ts';
import { signingKey } from '../../signing.ts';
import { goodKey } from './issuer-documents.ts';

const rsa = signingKey('RS256').jwk;
const ed25519 = signingKey('EdDSA').jwk;
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const rsa1024 = publicKey.export({ format: 'jwk' });
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

  test('are ok for a key with private members that are null or empty', () => {
    expect(findingsOf(jwks({ ...rsa, kid: 'a', d: null, p: '', oth: [] }))).toEqual([]);
  });

  test('are ok for keys without kid, as Zuplo publishes them', () => {
    expect(findingsOf(jwks(ed25519))).toEqual([]);
    expect(examineJwks(jwks(ed25519), algorithms).findings.at(-1)?.text).toContain(
      'no key has a kid',
    );
  });

  test('are ok for a key for PS256', () => {
    expect(findingsOf(jwks({ ...rsa, kid: 'a', alg: 'PS256' }))).toEqual([]);
  });

  test('are ok for ten keys of an algorithm, as many as the authorizer tries', () => {
    expect(findingsOf(many(10))).toEqual([]);
  });

  test.each<[string, string, string]>([
    [
      'an HTML page',
      '<html>\u001b[2J',
      'problem JWKS: invalid: not JSON (it starts with <html>\\u001b',
    ],
    ['an empty body', '', 'problem JWKS: invalid: not JSON (empty): check the issuer'],
    [
      'another document',
      '{"issuer":""}',
      'problem JWKS: invalid: no array "keys": check the issuer',
    ],
    ['101 keys', many(101), 'problem JWKS: invalid: more than 100 keys: remove old keys'],
    ['51 keys', many(51), 'warning JWKS: 51 of at most 100 keys, '],
    [
      '33 kB',
      jwks({ ...goodKey, y: 'A'.repeat(33_000) }),
      'warning JWKS: 1 of at most 100 keys, 33',
    ],
    [
      '11 keys for an algorithm',
      many(11),
      'warning JWKS: 11 keys for EdDSA, but only the first 10',
    ],
    ['a key without kid', jwks(goodKey, ed25519), 'warning JWKS: 1 of 2 usable keys have no kid'],
    ['a shared kid', jwks(goodKey, goodKey), 'warning JWKS: 2 keys of the same type share the kid'],
    ['no keys', jwks(), 'problem JWKS: empty: publish a key'],
    ['no usable key', jwks({ kty: 'oct' }), 'problem JWKS: no usable key for EdDSA, RS256'],
    [
      'a key with members of any type',
      jwks({ ...goodKey, kid: null, kty: { toString: 1 } }),
      'warning key 1 without kid ({ toString: 1 }, Ed25519, alg EdDSA, use sig): not used (unsupported_type)',
    ],
    [
      'a key with nested lists',
      `{"keys":[{"kty":${'['.repeat(20_000)}${']'.repeat(20_000)}}]}`,
      'not used (unsupported_type)',
    ],
    [
      'a private key',
      jwks({ ...goodKey, d: 'AA' }),
      'use sig): private: anyone who reads the JWKS',
    ],
    ['a key that is text', jwks('key'), 'key 1: not used (not_an_object): a key must be a JSON'],
    ['another key type', jwks({ kty: 'AKP' }), '(AKP): not used (unsupported_type): kty must be'],
    [
      'a key for encryption',
      jwks({ ...rsa, use: 'enc' }),
      'use enc): not used (other_use): use must',
    ],
    [
      'a key for RSA-OAEP',
      jwks({ ...rsa, alg: 'RSA-OAEP' }),
      'not used (unsupported_algorithm): alg must',
    ],
    ['a malformed key', jwks({ ...goodKey, x: 'AAAA' }), 'not used (malformed): kid must be'],
    ['a weak key', jwks(rsa1024), '(RSA, 1024 bits): not used (weak): RSA keys must have 2048'],
  ])('report %s', (_, document, finding) => {
    expect(findingsOf(document)).toContainEqual(expect.stringContaining(finding));
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
