import { constants, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseToken } from '../../../../lambdas/authorizer/token/parse-token.ts';
import { isSignedWith } from '../../../../lambdas/authorizer/token/signature.ts';
import { type SigningKey, segment, signed, signingKey } from '../../../signing.ts';

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

describe('an RSASSA-PSS signature', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = { kid: undefined, algorithms: [], keyObject: rsa.publicKey };

  /** Returns a token that is signed with PSS, with the given parameters. */
  function pssToken(alg: string, digest: string, saltLength: number) {
    const signingInput = `${segment({ alg })}.${segment({})}`;
    const signature = sign(digest, Buffer.from(signingInput), {
      key: rsa.privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength,
    });
    return parseToken(`${signingInput}.${segment(signature)}`);
  }

  test.each([
    ['PS256', 'sha256', 32],
    ['PS384', 'sha384', 48],
    ['PS512', 'sha512', 64],
  ])('of %s is valid with a salt of the length of the digest', (alg, digest, length) => {
    expect(isSignedWith(key, pssToken(alg, digest, length))).toBe(true);
    expect(isSignedWith(key, pssToken(alg, digest, length))).toBe(true);
  });

  test.each([
    ['no salt', 'PS256', 'sha256', 0],
    ['a shorter salt', 'PS256', 'sha256', 20],
    ['the longest salt', 'PS256', 'sha256', 222],
    ['another digest', 'PS256', 'sha384', 48],
    ["another digest's salt", 'PS512', 'sha512', 32],
  ])('is invalid with %s', (_, alg, digest, length) => {
    expect(isSignedWith(key, pssToken(alg, digest, length))).toBe(false);
  });

  test('is invalid without its leading zero byte', () => {
    let token = pssToken('PS256', 'sha256', 32);
    while (token.signature[0] !== 0) token = pssToken('PS256', 'sha256', 32);
    expect(isSignedWith(key, token)).toBe(true);
    expect(isSignedWith(key, { ...token, signature: token.signature.subarray(1) })).toBe(false);
  });

  test('is invalid as an RS256 signature, and the other way round', () => {
    const pss = pssToken('PS256', 'sha256', 32);
    expect(isSignedWith(key, { ...pss, algorithm: 'RS256' })).toBe(false);
    const signature = sign('sha256', Buffer.from(pss.signingInput), rsa.privateKey);
    expect(isSignedWith(key, { ...pss, signature })).toBe(false);
    expect(isSignedWith(key, { ...pss, signature, algorithm: 'RS256' })).toBe(true);
  });
});
