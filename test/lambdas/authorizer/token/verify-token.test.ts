import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { AuthorizerError } from '../../../../lambdas/authorizer/authorizer-error.ts';
import { type Jwks, parseJwks } from '../../../../lambdas/authorizer/jwks/jwks.ts';
import { createVerifyToken } from '../../../../lambdas/authorizer/token/verify-token.ts';
import { type SigningKey, signed, signingKey } from '../../../signing.ts';

const start = 1_800_000_000;
const key = signingKey('EdDSA');
const otherKey = signingKey('EdDSA');
const rsaKey = signingKey('RS256');

/** Creates a JWKS that counts the lookups of keys. */
function jwksOf(...keys: readonly SigningKey[]) {
  const { matchingKeys, size } = parseJwks(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
  const counted = {
    size,
    lookups: 0,
    matchingKeys(...use: Parameters<Jwks['matchingKeys']>) {
      counted.lookups += 1;
      return matchingKeys(...use);
    },
  };
  return counted;
}

/** Creates a verification with a fake clock and a fake JWKS cache. */
function createContext({ policy = {}, ...settings }: { policy?: object } = {}) {
  const context = {
    jwks: jwksOf(key),
    newer: undefined as Jwks | undefined,
    refetches: 0,
    isDown: false,
  };
  const jwksCache = {
    current() {
      if (context.isDown) throw new AuthorizerError('jwks_unavailable');
      return context.jwks;
    },
    async refetchAfterMiss() {
      context.refetches += 1;
      return context.newer;
    },
  };
  const trusted = {
    jwksCache,
    policy: {
      issuer: 'issuer',
      audience: ['us'],
      algorithms: ['EdDSA' as const],
      requiredClaims: {},
      ...policy,
    },
  };
  const verifyToken = createVerifyToken({
    issuers: new Map([['issuer', trusted]]),
    settings: {
      leewaySeconds: 3,
      maxTokenLifetimeSeconds: 0,
      deniedSubjects: [],
      forwardClaims: ['tier'],
      ...settings,
    },
  });
  return { context, verifyToken };
}

beforeEach(() => setClock(start));
afterAll(() => vi.useRealTimers());

/** aws-jwt-verify reads the clock itself. */
function setClock(seconds: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: seconds * 1000 });
}

function token(changes: object = {}, by = key): string {
  const claims = { iss: 'issuer', aud: 'us', sub: 'alice', iat: start, exp: start + 300 };
  return signed(by, { payload: { ...claims, ...changes } });
}

describe('verifyToken', () => {
  test('returns the caller with scopes and forwarded claims', async () => {
    const { verifyToken } = createContext();
    expect(await verifyToken(token({ scope: 'a b', tier: 'gold', secret: 1 }))).toEqual({
      iss: 'issuer',
      sub: 'alice',
      exp: start + 300,
      scopes: ['a', 'b'],
      claims: { tier: 'gold' },
    });
  });

  test.each([
    ['unknown_issuer', token({ iss: 'issuer/' })],
    ['unknown_issuer', token({ iss: undefined })],
    ['unsupported_algorithm', token({}, rsaKey)],
    ['bad_signature', token({}, otherKey)],
    ['bad_signature', token({ exp: start - 300 }, otherKey)],
    ['expired', token({ exp: start - 300 })],
  ])('rejects with %s: case %#', async (reason, text) => {
    await expect(createContext().verifyToken(text)).rejects.toMatchObject({
      name: 'TokenRejectedError',
      reason,
    });
  });

  test('rejects with unknown_key if no key supports the algorithm', async () => {
    const { verifyToken } = createContext({ policy: { algorithms: ['EdDSA', 'RS256'] } });
    await expect(verifyToken(token({}, rsaKey))).rejects.toThrow('unknown_key');
  });

  test('tries every key if there is no kid, and does not refetch the JWKS if one verifies', async () => {
    const { context, verifyToken } = createContext();
    context.jwks = jwksOf(otherKey, key, otherKey);
    await expect(verifyToken(token())).resolves.toMatchObject({ sub: 'alice' });
    expect(context.refetches).toBe(0);
  });

  test('throws an AuthorizerError if there is no JWKS', async () => {
    const { context, verifyToken } = createContext();
    context.isDown = true;
    await expect(verifyToken(token())).rejects.toThrow(AuthorizerError);
  });
});

describe('a token of one of several issuers', () => {
  const trusted = (issuer: string, audience: string, signer: SigningKey) => ({
    policy: { issuer, audience: [audience], algorithms: ['EdDSA' as const], requiredClaims: {} },
    jwksCache: { current: () => jwksOf(signer), refetchAfterMiss: async () => undefined },
  });
  const verifyToken = createVerifyToken({
    issuers: new Map([
      ['a', trusted('a', 'audience-a', key)],
      ['b', trusted('b', 'audience-b', otherKey)],
    ]),
    settings: {
      leewaySeconds: 3,
      maxTokenLifetimeSeconds: 0,
      deniedSubjects: [],
      forwardClaims: [],
    },
  });

  test('is accepted under the policy of its own issuer', async () => {
    const own = token({ iss: 'b', aud: 'audience-b' }, otherKey);
    await expect(verifyToken(own)).resolves.toMatchObject({ iss: 'b', sub: 'alice' });
  });

  test.each([
    [
      "another issuer's audience",
      token({ iss: 'b', aud: 'audience-a' }, otherKey),
      'wrong_audience',
    ],
    ["another issuer's key", token({ iss: 'b', aud: 'audience-b' }, key), 'bad_signature'],
  ])('is rejected with %s', async (_, text, reason) => {
    await expect(verifyToken(text)).rejects.toMatchObject({ reason, token: { iss: 'b' } });
  });
});

describe('a token that no key verifies', () => {
  test('is accepted if a key of a newer JWKS verifies it', async () => {
    const { context, verifyToken } = createContext();
    context.newer = jwksOf(otherKey);
    await expect(verifyToken(token({}, otherKey))).resolves.toMatchObject({ sub: 'alice' });
  });

  test('is rejected if no key of the newer JWKS verifies it', async () => {
    const { context, verifyToken } = createContext();
    context.newer = jwksOf(rsaKey);
    await expect(verifyToken(token({}, otherKey))).rejects.toThrow('unknown_key');
  });

  test.each([
    ['aud', { aud: 'them' }],
    ['exp', { exp: start - 3 }],
    ['sub', { sub: '' }],
  ])('causes no refetch if its %s is invalid', async (_, changes) => {
    const { context, verifyToken } = createContext();
    await expect(verifyToken(token(changes, otherKey))).rejects.toThrow('bad_signature');
    expect(context.refetches).toBe(0);
  });
});

describe('a cached token', () => {
  test('is accepted without looking up keys', async () => {
    const { context, verifyToken } = createContext();
    const first = await verifyToken(token());
    expect(await verifyToken(token())).toBe(first);
    expect(context.jwks.lookups).toBe(1);
  });

  test('is rejected once it has expired, leeway included', async () => {
    const { context, verifyToken } = createContext();
    await verifyToken(token());
    setClock(start + 302.9);
    await verifyToken(token());
    expect(context.jwks.lookups).toBe(1);
    setClock(start + 303);
    await expect(verifyToken(token())).rejects.toThrow('expired');
  });

  test('is verified again after the JWKS has changed', async () => {
    const { context, verifyToken } = createContext();
    await verifyToken(token());
    context.jwks = jwksOf(key);
    await verifyToken(token());
    expect(context.jwks.lookups).toBe(1);
    context.jwks = jwksOf(otherKey);
    await expect(verifyToken(token())).rejects.toThrow('bad_signature');
  });

  test('is removed with all others of its JWKS', async () => {
    const { context, verifyToken } = createContext();
    const { jwks } = context;
    await verifyToken(token());
    await verifyToken(token({ sub: 'bob' }));
    context.jwks = jwksOf(key);
    await verifyToken(token());
    context.jwks = jwks;
    await verifyToken(token({ sub: 'bob' }));
    expect(jwks.lookups).toBe(3);
  });

  test('is not accepted if there is no JWKS', async () => {
    const { context, verifyToken } = createContext();
    await verifyToken(token());
    context.isDown = true;
    await expect(verifyToken(token())).rejects.toThrow(AuthorizerError);
  });

  test('is cached with the newer JWKS that verified it', async () => {
    const { context, verifyToken } = createContext();
    const newer = jwksOf(otherKey);
    context.newer = newer;
    await verifyToken(token({}, otherKey));
    context.jwks = newer;
    await verifyToken(token({}, otherKey));
    expect(newer.lookups).toBe(1);
  });

  test('is never a rejected one', async () => {
    const { context, verifyToken } = createContext();
    await expect(verifyToken(token({}, otherKey))).rejects.toThrow('bad_signature');
    context.jwks = jwksOf(otherKey);
    await expect(verifyToken(token({}, otherKey))).resolves.toBeDefined();
  });
});
