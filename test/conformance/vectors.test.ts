import { describe, expect, test } from 'vitest';
import { publicKey } from '../../lambdas/authorizer/jwks/public-key.ts';
import { parseToken, type UnverifiedToken } from '../../lambdas/authorizer/token/parse-token.ts';
import { isSignedWith } from '../../lambdas/authorizer/token/signature.ts';
import keySet from './fixtures/rfc-key-set.json' with { type: 'json' };
import refused from './fixtures/rfc-refused.json' with { type: 'json' };
import vectors from './fixtures/rfc-vectors.json' with { type: 'json' };

/** Most of the vectors sign sentences, which are no claims: their text is taken apart here. */
function tokenOf(text: string): UnverifiedToken {
  const [header = '', payload = '', signature = ''] = text.split('.');
  return {
    header: JSON.parse(Buffer.from(header, 'base64url').toString()),
    claims: {},
    signingInput: `${header}.${payload}`,
    signature: Buffer.from(signature, 'base64url'),
  };
}

function keyOf(jwk: object) {
  const key = publicKey(jwk);
  if (key === undefined) throw new Error('the key may not verify');
  return key;
}

for (const { source, jwk, token } of vectors) {
  describe(source, () => {
    test('the key is imported, and the signature verifies', () => {
      const read = tokenOf(token);
      const key = keyOf(jwk);
      expect(key.algorithms).toContain(read.header.alg);
      expect(isSignedWith(key, read)).toBe(true);
    });

    test('the signature verifies nothing else', () => {
      const read = tokenOf(token);
      expect(isSignedWith(keyOf(jwk), { ...read, signingInput: `${read.signingInput}A` })).toBe(
        false,
      );
    });

    test("no other vector's key that fits verifies it", () => {
      const read = tokenOf(token);
      const others = vectors
        .filter((other) => other.jwk.x !== jwk.x || other.jwk.n !== jwk.n)
        .map((other) => keyOf(other.jwk))
        .filter(({ algorithms }) => algorithms.includes(read.header.alg));
      expect(others.filter((key) => isSignedWith(key, read))).toEqual([]);
    });
  });
}

for (const { source, jwk, token } of vectors.slice(0, 2)) {
  test(`${source}: is read as a token, too`, () => {
    const read = parseToken(token);
    expect(read.claims['iss']).toBe('joe');
    expect(isSignedWith(keyOf(jwk), read)).toBe(true);
  });
}

for (const { source, why, token, reason } of refused) {
  test(`${source}: is no token for us: ${why}`, () => {
    expect(() => parseToken(token)).toThrow(
      expect.objectContaining({ name: 'TokenRejectedError', reason }),
    );
  });
}

test(`${keySet.source}: the key for encryption stays out, the other verifies as it says`, () => {
  const imported = keySet.keys.map((jwk) => publicKey(jwk)?.algorithms);
  expect(imported).toEqual([undefined, ['RS256']]);
});
