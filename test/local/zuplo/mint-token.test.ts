import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { mintToken, type TokenOptions } from '../../../local/zuplo/mint-token.ts';
import {
  algorithms,
  createSigningKeys,
  type SigningKeys,
} from '../../../local/zuplo/signing-keys.ts';

const issuer = 'http://localhost:9000/__zuplo/issuer';
let keys: SigningKeys;

beforeAll(async () => {
  keys = await createSigningKeys();
});

const mint = (options?: TokenOptions) =>
  mintToken({ issuer, audience: 'your-audience', keys }, options);
const verify = (token: string) =>
  jwtVerify(token, createLocalJWKSet({ keys: [...keys.published()] }));

describe('A token with the default options', () => {
  it('has only alg in its header, as Zuplo documents neither kid nor typ', async () => {
    expect(decodeProtectedHeader(await mint())).toStrictEqual({ alg: 'EdDSA' });
  });

  it('has the claims iss, sub, aud, iat and exp, and a lifetime of 300 seconds', async () => {
    const before = Math.floor(Date.now() / 1000);
    const claims = decodeJwt(await mint());
    expect(claims).toStrictEqual({
      iss: issuer,
      sub: 'your-consumer',
      aud: 'your-audience',
      iat: expect.any(Number),
      exp: Number(claims.iat) + 300,
    });
    expect(claims.iat).toBeGreaterThanOrEqual(before);
    expect(claims.iat).toBeLessThanOrEqual(Date.now() / 1000);
  });
});

describe('A token', () => {
  const cases: [string, TokenOptions, object][] = [
    ['sub', { sub: 'alice' }, { sub: 'alice' }],
    ['an empty sub', { sub: '' }, { sub: '' }],
    ['audience', { audience: 'other' }, { aud: 'other' }],
    ['several audiences', { audience: ['a', 'b'] }, { aud: ['a', 'b'] }],
    ['additional claims', { claims: { plan: { tier: 1 } } }, { plan: { tier: 1 } }],
    ['a claim that replaces iss', { claims: { iss: 'https://x' } }, { iss: 'https://x' }],
  ];
  it.each(cases)('has the claims of the option: %s', async (_, options, claims) => {
    expect(decodeJwt(await mint(options))).toMatchObject(claims);
  });

  it('lacks a claim that is null', async () => {
    expect(decodeJwt(await mint({ claims: { sub: null } }))).not.toHaveProperty('sub');
  });

  it('with a negative lifetime has expired', async () => {
    await expect(verify(await mint({ expiresIn: -60 }))).rejects.toThrow(errors.JWTExpired);
  });

  it('has kid and typ in its header on request', async () => {
    const [key] = keys.published();
    const token = await mint({ kid: true, typ: 'JWT' });
    expect(decodeProtectedHeader(token)).toStrictEqual({ alg: 'EdDSA', kid: key?.kid, typ: 'JWT' });
  });

  it.each(algorithms)('can be signed with %s by a published key', async (algorithm) => {
    const { protectedHeader } = await verify(await mint({ algorithm }));
    expect(protectedHeader).toStrictEqual({ alg: algorithm });
  });
});
