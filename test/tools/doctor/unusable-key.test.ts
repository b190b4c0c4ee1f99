import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicKey } from '../../../lambdas/authorizer/jwks/public-key.ts';
import { whyUnusable } from '../../../tools/doctor/unusable-key.ts';
import { algorithms, signingKey } from '../../signing.ts';

const good = Object.fromEntries(algorithms.map((name) => [name, signingKey(name).jwk]));
const { EdDSA: ed25519 = {}, RS256: rsa = {}, ES256: p256 = {} } = good;
const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;

/** An Ed25519 key of this encoded point. */
function point(hex: string) {
  return { ...ed25519, x: Buffer.from(hex, 'hex').toString('base64url') };
}

describe('why the authorizer leaves a key out', () => {
  test.each<[string, unknown]>([
    ['it is not an object', [ed25519]],
    ['it is symmetric: whoever reads the set has it, and could sign with it', { kty: 'oct' }],
    ['its kty is missing, not RSA, EC or OKP', { ...rsa, kty: undefined }],
    ['its kty is AKP, not RSA, EC or OKP', { kty: 'AKP', alg: 'ML-DSA-44' }],
    ['its kty is toString, not RSA, EC or OKP', { kty: 'toString' }],
    ['its crv is X25519, not Ed25519', { ...ed25519, crv: 'X25519' }],
    ['its crv is secp256k1, not P-256, P-384, P-521', { ...p256, crv: 'secp256k1' }],
    ['its crv is missing, not P-256, P-384, P-521', { ...p256, crv: undefined }],
    ['it is RSA and has a crv, which is for curves', { ...rsa, crv: 'P-256' }],
    ['it is private: it has d', { ...ed25519, d: 'AA' }],
    ['it is private: it has p, q', { ...rsa, p: 'AA', q: 'AA' }],
    ['its use is enc: it is for encryption, not for signatures', { ...rsa, use: 'enc' }],
    ['its use is null, not sig', { ...rsa, use: null }],
    ['its key_ops are ["sign"], without verify', { ...rsa, key_ops: ['sign'] }],
    ['its key_ops are verify, without verify', { ...rsa, key_ops: 'verify' }],
    ['its kid is 1, not text', { ...rsa, kid: 1 }],
    ['its alg is PS256: RSA-PSS is not supported', { ...rsa, alg: 'PS256' }],
    [
      'its alg is HS256, which takes a shared secret and not a public key',
      { ...rsa, alg: 'HS256' },
    ],
    [
      'its alg is Ed25519, a newer name (RFC 9864) that the authorizer does not know',
      { ...ed25519, alg: 'Ed25519' },
    ],
    ['its alg is RS256, and a key of this kind serves EdDSA here', { ...ed25519, alg: 'RS256' }],
    ['it has no n', { ...rsa, n: undefined }],
    ['its x is 1, not text', { ...ed25519, x: 1 }],
    [
      'its x is not base64url without padding or left-over bits (RFC 7515 section 2)',
      { ...ed25519, x: `${ed25519['x']}=` },
    ],
    ['its x has 3 octets, and its curve asks for 32', { ...ed25519, x: 'AAAA' }],
    ['its x and y are no point of P-256', { ...p256, y: p256['x'] }],
    ['its modulus has 1024 bits, fewer than 2048', rsa1024.export({ format: 'jwk' })],
    ['its modulus has 8200 bits, more than 8192', { ...rsa, n: `_${'A'.repeat(1366)}` }],
    ['its exponent is 1, less than 3', { ...rsa, e: 'AQ' }],
    ['its exponent is even', { ...rsa, e: 'AQAA' }],
  ])('is that %s', (why, jwk) => {
    expect(whyUnusable(jwk)).toBe(why);
    expect(publicKey(jwk)).toBeUndefined();
  });

  // Orders 1, 2, 4 and 8, also with the sign of x and with a y beyond the prime.
  test.each([
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    `ec${'ff'.repeat(30)}7f`,
    `ed${'ff'.repeat(31)}`,
    `ee${'ff'.repeat(30)}7f`,
  ])('is that it is a point of small order: %s', (hex) => {
    expect(whyUnusable(point(hex))).toMatch(/^its x is a point of small order: /);
    expect(publicKey(point(hex))).toBeUndefined();
  });

  test.each(Object.entries(good))('is nothing for a good key: %s', (_, jwk) => {
    expect(whyUnusable({ ...jwk, kid: 'k', use: 'sig', key_ops: ['verify'] })).toBeUndefined();
  });
});

const text = (...values: unknown[]) => fc.constantFrom(...values);
const absentOr = (values: fc.Arbitrary<unknown>) => fc.option(values, { nil: undefined });
const number = fc
  .uint8Array({ minLength: 1, maxLength: 80 })
  .map((octets) => Buffer.from(octets).toString('base64url'));

/** Members of keys, of right and wrong values in about equal parts. */
const members: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  kty: text('RSA', 'EC', 'OKP', 'oct', 'OKP Ed25519', ['OKP'], null),
  crv: text('Ed25519', 'P-256', 'P-384', 'P-521', 'X25519', ['Ed25519'], null, undefined),
  alg: text(...algorithms, 'PS256', 'HS256', 'Ed25519', 1, null),
  use: text('sig', 'enc', '', null, ['sig']),
  key_ops: text(['verify'], ['sign'], ['sign', 'verify'], [], 'verify', null, {}),
  kid: text('k', '', 1, null, {}),
  d: text('AA', null),
  oth: text([]),
  n: fc.oneof(number, text(rsa['n'], rsa1024.export({ format: 'jwk' }).n, '', 'A', 1, null)),
  e: fc.oneof(number, text('AQAB', 'Aw', 'AQ', 'AA', 'AAAD', 'AQAA', 'A=', null)),
  x: fc.oneof(
    number,
    fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((o) => Buffer.from(o).toString('base64url')),
    text(point('00'.repeat(32)).x, p256['x'], '', `${p256['x']} `, 1, null),
  ),
  y: fc.oneof(number, text(p256['y'], p256['x'], '', [], null)),
};

/** Real keys of every kind with up to three members changed, added or taken away. */
const jwks = fc
  .record({
    base: fc.constantFrom(...Object.values(good)),
    changes: fc.array(
      fc.constantFrom(...Object.keys(members)).chain((name) => {
        const value = absentOr(members[name] ?? fc.anything());
        return value.map((given) => [name, given] as const);
      }),
      { maxLength: 3 },
    ),
  })
  // As JSON has it: a member that is undefined is none.
  .map(({ base, changes }) =>
    JSON.parse(JSON.stringify({ ...base, ...Object.fromEntries(changes) })),
  );

describe('every key of a key set', () => {
  test('has a reason if and only if the authorizer leaves it out', () => {
    fc.assert(
      fc.property(jwks, (jwk) => {
        expect(whyUnusable(jwk) === undefined).toBe(publicKey(jwk) !== undefined);
      }),
      { numRuns: 3000 },
    );
  });

  test('has it whatever JSON it is, in a bounded line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record(members, { requiredKeys: [] })), (value) => {
        const jwk = JSON.parse(JSON.stringify(value));
        const why = whyUnusable(jwk);
        expect(why === undefined).toBe(publicKey(jwk) !== undefined);
        expect(why ?? '').toMatch(/^[^\p{Cc}]{0,600}$/u);
      }),
      { numRuns: 2000 },
    );
  });
});
