import { describe, expect, test } from 'vitest';
import { AuthorizerError } from '../../../../lambdas/authorizer/authorizer-error.ts';
import { type Jwks, parseJwks } from '../../../../lambdas/authorizer/jwks/jwks.ts';
import { createVerifyToken } from '../../../../lambdas/authorizer/token/verify-token.ts';
import { type SigningKey, signed, signingKey } from '../../../signing.ts';

const start = 1_800_000_000;
const key = signingKey('EdDSA');
const otherKey = signingKey('EdDSA');
const rsaKey = signingKey('RS256');

/** A key set that counts how often it is asked for keys to try. */
function keySetOf(...keys: readonly SigningKey[]) {
  const { matchingKeys, size } = parseJwks(JSON.stringify({ keys: keys.map(({ jwk }) => jwk) }));
  const counted = {
    size,
    asked: 0,
    matchingKeys(...use: Parameters<Jwks['matchingKeys']>) {
      counted.asked += 1;
      return matchingKeys(...use);
    },
  };
  return counted;
}

/** A verification under keys and a clock that the test moves. */
function verification(settings: object = {}) {
  const world = {
    now: start,
    keys: keySetOf(key),
    newer: undefined as Jwks | undefined,
    looks: 0,
    isDown: false,
  };
  const source = {
    current() {
      if (world.isDown) throw new AuthorizerError('jwks_unavailable');
      return world.keys;
    },
    async refetchAfterMiss() {
      world.looks += 1;
      return world.newer;
    },
  };
  const verifyToken = createVerifyToken({
    jwksCaches: new Map([['issuer', source]]),
    expectations: {
      audiences: ['us'],
      algorithms: ['EdDSA'],
      leewaySeconds: 3,
      maxTokenLifetimeSeconds: 0,
      claims: ['tier'],
      ...settings,
    },
    now: () => world.now * 1000,
  });
  return { world, verifyToken };
}

function token(changes: object = {}, by = key): string {
  const claims = { iss: 'issuer', aud: 'us', sub: 'alice', iat: start, exp: start + 300 };
  return signed(by, { payload: { ...claims, ...changes } });
}

describe('a token', () => {
  test('names its caller, with scopes and the claims that are handed on', async () => {
    const { verifyToken } = verification();
    expect(await verifyToken(token({ scope: 'a b', tier: 'gold', secret: 1 }))).toEqual({
      sub: 'alice',
      exp: start + 300,
      scopes: ['a', 'b'],
      claims: { tier: 'gold' },
    });
  });

  test.each([
    ['unknown_issuer', token({ iss: 'issuer/' })],
    ['unknown_issuer', token({ iss: ['issuer'] })],
    ['unsupported_algorithm', token({}, rsaKey)],
    ['bad_signature', token({}, otherKey)],
    ['bad_signature', token({ exp: start - 300 }, otherKey)],
    ['expired', token({ exp: start - 300 })],
  ])('is refused as %s', async (reason, text) => {
    await expect(verification().verifyToken(text)).rejects.toMatchObject({
      name: 'TokenRejectedError',
      reason,
    });
  });

  test('is refused as unknown_key when no key fits', async () => {
    const { verifyToken } = verification({ algorithms: ['EdDSA', 'RS256'] });
    await expect(verifyToken(token({}, rsaKey))).rejects.toThrow('unknown_key');
  });

  test('passes if one of several keys without a kid explains it, and looks for no newer ones', async () => {
    const { world, verifyToken } = verification();
    world.keys = keySetOf(otherKey, key, otherKey);
    await expect(verifyToken(token())).resolves.toMatchObject({ sub: 'alice' });
    expect(world.looks).toBe(0);
  });

  test('fails when its keys cannot be had', async () => {
    const { world, verifyToken } = verification();
    world.isDown = true;
    await expect(verifyToken(token())).rejects.toThrow(AuthorizerError);
  });
});

describe('a token that no key explains', () => {
  test('passes if newer keys do', async () => {
    const { world, verifyToken } = verification();
    world.newer = keySetOf(otherKey);
    await expect(verifyToken(token({}, otherKey))).resolves.toMatchObject({ sub: 'alice' });
  });

  test('is refused if newer keys do not either', async () => {
    const { world, verifyToken } = verification();
    world.newer = keySetOf(rsaKey);
    await expect(verifyToken(token({}, otherKey))).rejects.toThrow('unknown_key');
  });

  test.each([
    ['aud', { aud: 'them' }],
    ['exp', { exp: start - 3 }],
    ['sub', { sub: '' }],
  ])('is worth no look for newer keys if its %s would not pass', async (_, changes) => {
    const { world, verifyToken } = verification();
    await expect(verifyToken(token(changes, otherKey))).rejects.toThrow('bad_signature');
    expect(world.looks).toBe(0);
  });
});

describe('a token that was verified before', () => {
  test('passes again without a look at any key', async () => {
    const { world, verifyToken } = verification();
    const first = await verifyToken(token());
    expect(await verifyToken(token())).toBe(first);
    expect(world.keys.asked).toBe(1);
  });

  test('is refused once it has expired, leeway included', async () => {
    const { world, verifyToken } = verification();
    await verifyToken(token());
    world.now = start + 302.9;
    await verifyToken(token());
    expect(world.keys.asked).toBe(1);
    world.now = start + 303;
    await expect(verifyToken(token())).rejects.toThrow('expired');
  });

  test('is verified anew when the keys have changed', async () => {
    const { world, verifyToken } = verification();
    await verifyToken(token());
    world.keys = keySetOf(key);
    await verifyToken(token());
    expect(world.keys.asked).toBe(1);
    world.keys = keySetOf(otherKey);
    await expect(verifyToken(token())).rejects.toThrow('bad_signature');
  });

  test('is forgotten with all others of its key set', async () => {
    const { world, verifyToken } = verification();
    const { keys } = world;
    await verifyToken(token());
    await verifyToken(token({ sub: 'bob' }));
    world.keys = keySetOf(key);
    await verifyToken(token());
    world.keys = keys;
    await verifyToken(token({ sub: 'bob' }));
    expect(keys.asked).toBe(3);
  });

  test('is not trusted when its keys are not', async () => {
    const { world, verifyToken } = verification();
    await verifyToken(token());
    world.isDown = true;
    await expect(verifyToken(token())).rejects.toThrow(AuthorizerError);
  });

  test('is remembered with the newer keys that explained it', async () => {
    const { world, verifyToken } = verification();
    const newer = keySetOf(otherKey);
    world.newer = newer;
    await verifyToken(token({}, otherKey));
    world.keys = newer;
    await verifyToken(token({}, otherKey));
    expect(newer.asked).toBe(1);
  });

  test('is not remembered if it was refused', async () => {
    const { world, verifyToken } = verification();
    await expect(verifyToken(token({}, otherKey))).rejects.toThrow('bad_signature');
    world.keys = keySetOf(otherKey);
    await expect(verifyToken(token({}, otherKey))).resolves.toBeDefined();
  });
});
