import { createPublicKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseToken } from '../../../../lambdas/authorizer/token/parse-token.ts';
import { isSignedWith } from '../../../../lambdas/authorizer/token/signature.ts';
import { type SigningKey, signed, signingKey } from '../../../signing.ts';

function keyOf(key: SigningKey) {
  return { kid: undefined, algorithms: [], keyObject: createPublicKey(key.privateKey) };
}

/** Signs until r and s fulfill a condition: a leading zero byte occurs about once in 256 signatures. */
function tokenWith(key: SigningKey, wanted: (r: Buffer, s: Buffer) => boolean) {
  for (let attempt = 0; attempt < 20_000; attempt += 1) {
    const token = parseToken(signed(key, { payload: { attempt } }));
    const middle = token.signature.length / 2;
    if (wanted(token.signature.subarray(0, middle), token.signature.subarray(middle))) return token;
  }
  throw new Error('no such signature among 20,000');
}

const cases: readonly [string, (r: Buffer, s: Buffer) => boolean][] = [
  ['r begins with a zero byte', (r) => r[0] === 0],
  ['s begins with a zero byte', (_, s) => s[0] === 0],
  ['only r has its highest bit set', (r, s) => (r[0] ?? 0) >= 0x80 && (s[0] ?? 0) < 0x80],
  ['only s has its highest bit set', (r, s) => (s[0] ?? 0) >= 0x80 && (r[0] ?? 0) < 0x80],
];

describe('an ECDSA signature', () => {
  test.each(cases)('is valid if %s', (_, wanted) => {
    const key = signingKey('ES256');
    const token = tokenWith(key, wanted);
    expect(isSignedWith(keyOf(key), token)).toBe(true);
    expect(isSignedWith(keyOf(signingKey('ES256')), token)).toBe(false);
  });

  test.each([
    ['r', 0],
    ['s', 32],
  ])('is invalid if %s is zero', (_, at) => {
    const key = signingKey('ES256');
    const token = parseToken(signed(key, { payload: {} }));
    token.signature.fill(0, at, at + 32);
    expect(isSignedWith(keyOf(key), token)).toBe(false);
  });

  test('of 132 bytes is valid, whose DER encoding has a two-byte length', () => {
    const key = signingKey('ES512');
    expect(isSignedWith(keyOf(key), parseToken(signed(key, { payload: {} })))).toBe(true);
  });
});
