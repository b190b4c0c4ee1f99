import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { logEvents } from '../../contract/log-events.ts';
import { signingKey } from '../signing.ts';
import { createTestContext, notFound, shortTimeout } from './context.ts';
import { oneIssuer } from './one-issuer.ts';
import { jwksUnavailable } from './outcome.ts';

const context = createTestContext();
const { key, setUp, setUpWithoutJwks } = oneIssuer(context);
const day = 86_400;

/** Claims of a token that outlives every outage here. */
const longLived = { exp: 4_000_000_000 };

afterEach(() => {
  vi.restoreAllMocks();
});

/** Sends 50 requests at the same time; returns each outcome once. */
async function fiftyAtOnce(authorize: (index: number) => Promise<string>) {
  const outcomes = Array.from({ length: 50 }, (_, index) => authorize(index));
  return [...new Set(await Promise.all(outcomes))];
}

describe('the JWKS', () => {
  test('is fetched during initialization, and not again for 240 s', async () => {
    const { endpoint, authorize } = await setUp();
    expect(endpoint.fetches).toBe(1);
    for (const seconds of [0, 120, 119]) {
      context.advance(seconds);
      expect(await authorize()).toBe('allow');
    }
    expect(endpoint.fetches).toBe(1);
    expect(context.lines).toHaveLength(1);
  });

  test.each([
    ['300 s, the default', 300, {}],
    ['jwksRefreshSeconds', 20, { JWKS_REFRESH_SECONDS: '20' }],
  ])('is refreshed between 80 and 100 %% of %s', async (_, seconds, settings) => {
    const { endpoint, authorize } = await setUp(settings);
    context.advance(0.8 * seconds - 1);
    await authorize();
    expect(endpoint.fetches).toBe(1);
    context.advance(0.2 * seconds + 1);
    expect(await authorize()).toBe('allow');
    expect(endpoint.fetches).toBe(2);
    expect(context.lines.at(-1)).toMatchObject({ event: logEvents.jwksFetched, changed: false });
  });

  test('is refreshed at a random time that differs by instance and issuer', async () => {
    const endpoints = [await context.endpoint(key.jwk), await context.endpoint(key.jwk)];
    const random = vi.spyOn(Math, 'random');
    // For each issuer, a cold start draws the refresh time, then the retry time.
    for (const number of [0, 0, 0.25, 0, 0.5, 0, 0.75, 0]) random.mockReturnValueOnce(number);
    const authorizers = [await context.start(endpoints), await context.start(endpoints)];
    const refreshed: number[][] = [];
    for (const seconds of [241, 15, 15, 15, 15]) {
      context.advance(seconds);
      const fetches: number[] = [];
      for (const authorizer of authorizers) {
        for (const endpoint of endpoints) {
          const before = endpoint.fetches;
          await authorizer.authorize(context.token(endpoint, key));
          fetches.push(endpoint.fetches - before);
        }
      }
      refreshed.push(fetches);
    }
    expect(refreshed).toEqual([
      [0, 0, 0, 0],
      [0, 0, 0, 1],
      [0, 0, 1, 0],
      [0, 1, 0, 0],
      [1, 0, 0, 0],
    ]);
  });

  test('is refreshed once for 50 simultaneous requests', async () => {
    const { endpoint, authorizer } = await setUp();
    context.advance(300);
    const token = context.token(endpoint, key);
    expect(await fiftyAtOnce(() => authorizer.authorize(token))).toEqual(['allow']);
    expect(endpoint.fetches).toBe(2);
  });

  test('is fetched once for 50 simultaneous requests after initialization without one', async () => {
    const { endpoint, authorizer } = await setUpWithoutJwks();
    const before = endpoint.fetches;
    context.advance(1);
    endpoint.answer(async (_, response) => {
      await turn();
      response.end(JSON.stringify({ keys: [key.jwk] }));
    });
    const outcomes = await fiftyAtOnce((index) =>
      authorizer.authorize(context.token(endpoint, key, { jti: `${index}` })),
    );
    expect(outcomes).toEqual(['allow']);
    expect(endpoint.fetches - before).toBe(1);
  });

  test('is fetched once for 50 simultaneous requests that fail without it', async () => {
    const endpoint = await context.endpoint();
    endpoint.answer(() => undefined);
    const authorizer = await context.start(endpoint, shortTimeout);
    const token = context.token(endpoint, key);
    context.advance(1);
    expect(await fiftyAtOnce(() => authorizer.authorize(token))).toEqual([jwksUnavailable]);
    expect(endpoint.fetches).toBe(2);
  });

  test('is fetched again 6 to 10 s after a failed refresh, doubling to 60 s', async () => {
    const { endpoint, authorize } = await setUp();
    endpoint.answer(notFound);
    context.advance(300);
    expect(await authorize()).toBe('allow');
    for (const [min, max] of [
      [6, 10],
      [12, 20],
      [24, 40],
      [48, 60],
      [60, 60],
      [60, 60],
    ] as const) {
      const { fetches } = endpoint;
      context.advance(min - 1);
      expect(await authorize()).toBe('allow');
      expect(endpoint.fetches).toBe(fetches);
      context.advance(max - min + 1);
      expect(await authorize()).toBe('allow');
      expect(await authorize()).toBe('allow');
      expect(endpoint.fetches).toBe(fetches + 1);
    }
    // A fetch that succeeds ends the delays.
    endpoint.publish(key.jwk);
    context.advance(60);
    await authorize();
    endpoint.answer(notFound);
    const { fetches } = endpoint;
    for (const seconds of [300, 10]) {
      context.advance(seconds);
      await authorize();
    }
    expect(endpoint.fetches).toBe(fetches + 2);
  });

  test('is fetched again 1 s after a failed fetch while there is none, doubling to 10 s', async () => {
    const { endpoint, authorize } = await setUpWithoutJwks();
    for (const seconds of [1, 2, 4, 8, 10, 10, 10]) {
      const { fetches } = endpoint;
      context.advance(seconds - 0.5);
      expect(await authorize()).toBe(jwksUnavailable);
      expect(endpoint.fetches).toBe(fetches);
      context.advance(0.5);
      expect(await authorize()).toBe(jwksUnavailable);
      expect(await authorize()).toBe(jwksUnavailable);
      expect(endpoint.fetches).toBe(fetches + 1);
    }
    endpoint.publish(key.jwk);
    context.advance(10);
    expect(await authorize()).toBe('allow');
  });

  test.each([
    ['24 h, the default', day, {}],
    ['jwksMaxStaleSeconds', 600, { JWKS_MAX_STALE_SECONDS: '600' }],
  ])('expires after %s: the authorizer throws jwks_unavailable', async (_, seconds, settings) => {
    const { endpoint, authorizer } = await setUp(settings);
    const token = context.token(endpoint, key, longLived);
    const forged = context.token(endpoint, signingKey('EdDSA'), longLived);
    endpoint.answer(notFound);
    context.advance(seconds - 1);
    expect(await authorizer.authorize(token)).toBe('allow');
    context.advance(1);
    expect(await authorizer.authorize(token)).toBe(jwksUnavailable);
    expect(await authorizer.authorize(forged)).toBe(jwksUnavailable);
    expect(await authorizer.authorize(forged, 'rest')).toBe(jwksUnavailable);
    endpoint.publish(key.jwk);
    context.advance(10);
    expect(await authorizer.authorize(token)).toBe('allow');
  });
});
