import { describe, expect, test } from 'vitest';
import { publicKey } from '../../lambdas/authorizer/jwks/public-key.ts';
import { parseToken, type UnverifiedToken } from '../../lambdas/authorizer/token/parse-token.ts';
import { isSignedWith } from '../../lambdas/authorizer/token/signature.ts';
import jwks from './fixtures/rfc-jwks.json' with { type: 'json' };
import rejected from './fixtures/rfc-rejected.json' with { type: 'json' };
import vectors from './fixtures/rfc-vectors.json' with { type: 'json' };

/** Splits a token without parsing its payload: most vectors sign text that is not JSON. */
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
  if (typeof key === 'string') throw new Error(`the key was not imported: ${key}`);
  return key;
}

describe.each(vectors)('the test vector of $source', ({ jwk, token: text }) => {
  const token = tokenOf(text);

  test('verifies with its key', () => {
    const key = keyOf(jwk);
    expect(key.algorithms).toContain(token.header.alg);
    expect(isSignedWith(key, token)).toBe(true);
  });

  test('does not verify with another signing input', () => {
    const changed = { ...token, signingInput: `${token.signingInput}A` };
    expect(isSignedWith(keyOf(jwk), changed)).toBe(false);
  });

  test('does not verify with the key of another vector', () => {
    const others = vectors
      .filter((other) => other.jwk.x !== jwk.x || other.jwk.n !== jwk.n)
      .map((other) => keyOf(other.jwk))
      .filter(({ algorithms }) => algorithms.includes(token.header.alg));
    expect(others.filter((key) => isSignedWith(key, token))).toEqual([]);
  });
});

test.each(vectors.slice(0, 2))('the test vector of $source is parsed as a token', (vector) => {
  const token = parseToken(vector.token);
  expect(token.claims['iss']).toBe('joe');
  expect(isSignedWith(keyOf(vector.jwk), token)).toBe(true);
});

test.each(rejected)('the token of $source is rejected because $why', ({ token, reason }) => {
  expect(() => parseToken(token)).toThrow(
    expect.objectContaining({ name: 'TokenRejectedError', reason }),
  );
});

test(`of the JWKS of ${jwks.source}, only the key for signatures is imported`, () => {
  const imported = jwks.keys.map(publicKey);
  expect(imported).toEqual(['other_use', expect.objectContaining({ algorithms: ['RS256'] })]);
});
