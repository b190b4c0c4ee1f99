import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { signingKey } from '../signing.ts';
import { createWorld, failing, shortDeadline } from './world.ts';

const world = createWorld();
const zuplo = signingKey('EdDSA');
const fiftyTimes = Array.from({ length: 50 }, (_, index) => index);
const day = 86_400;

/** A token that outlives every outage here. */
const longLived = { exp: 4_000_000_000 };

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the keys', () => {
  test('are fetched while the function initialises, and serve without network for 240 s', async () => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    expect(endpoint.fetches).toBe(1);
    for (const seconds of [0, 120, 119]) {
      world.pass(seconds);
      expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
    }
    expect(endpoint.fetches).toBe(1);
    expect(world.lines).toHaveLength(1);
  });

  test.each([
    ['300 s', 300, {}],
    ['the seconds that are set', 20, { JWKS_REFRESH_SECONDS: '20' }],
  ])(
    'are refreshed no sooner than after four fifths of %s, and no later than after all of them',
    async (_, seconds, settings) => {
      const endpoint = await world.endpoint(zuplo.jwk);
      const authorizer = await world.start(endpoint, settings);
      world.pass(0.8 * seconds - 1);
      await authorizer.ask(world.token(endpoint, zuplo));
      expect(endpoint.fetches).toBe(1);
      world.pass(0.2 * seconds + 1);
      expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
      expect(endpoint.fetches).toBe(2);
      expect(world.lines.at(-1)).toMatchObject({ event: 'jwks_fetched', changed: false });
    },
  );

  test('are refreshed by each instance, and for each issuer, after a time of its own', async () => {
    const endpoints = [await world.endpoint(zuplo.jwk), await world.endpoint(zuplo.jwk)];
    const random = vi.spyOn(Math, 'random');
    // A cold start draws for one issuer after the other: when to refresh, when to ask again.
    for (const number of [0, 0, 0.25, 0, 0.5, 0, 0.75, 0]) random.mockReturnValueOnce(number);
    const authorizers = [await world.start(endpoints), await world.start(endpoints)];
    const refreshed: number[] = [];
    for (const seconds of [241, 15, 15, 15, 15]) {
      world.pass(seconds);
      for (const authorizer of authorizers) {
        for (const endpoint of endpoints) {
          const before = endpoint.fetches;
          await authorizer.ask(world.token(endpoint, zuplo));
          refreshed.push(endpoint.fetches - before);
        }
      }
    }
    expect(refreshed).toEqual([
      ...[0, 0, 0, 0],
      ...[0, 0, 0, 1],
      ...[0, 0, 1, 0],
      ...[0, 1, 0, 0],
      ...[1, 0, 0, 0],
    ]);
  });

  test('are refreshed once for 50 requests at once', async () => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    world.pass(300);
    const token = world.token(endpoint, zuplo);
    const verdicts = await Promise.all(fiftyTimes.map(() => authorizer.ask(token)));
    expect(new Set(verdicts)).toEqual(new Set(['allow']));
    expect(endpoint.fetches).toBe(2);
  });

  test('that could not be had while initialising are fetched once for 50 cold requests', async () => {
    const endpoint = await world.endpoint();
    endpoint.answer(({ socket }) => socket.resetAndDestroy());
    const authorizer = await world.start(endpoint);
    const before = endpoint.fetches;
    endpoint.answer(async (_, response) => {
      await wait(100);
      response.end(JSON.stringify({ keys: [zuplo.jwk] }));
    });
    const verdicts = await Promise.all(
      fiftyTimes.map((index) => authorizer.ask(world.token(endpoint, zuplo, { jti: `${index}` }))),
    );
    expect(new Set(verdicts)).toEqual(new Set(['allow']));
    expect(endpoint.fetches - before).toBe(1);
  });

  test('that cannot be had fail 50 cold requests by one fetch', async () => {
    const endpoint = await world.endpoint();
    endpoint.answer(() => undefined);
    const authorizer = await world.start(endpoint, shortDeadline);
    const token = world.token(endpoint, zuplo);
    const verdicts = await Promise.all(fiftyTimes.map(() => authorizer.ask(token)));
    expect(new Set(verdicts)).toEqual(new Set([failing]));
    expect(endpoint.fetches).toBe(2);
  });

  test('are asked for again 6 to 10 s after a refresh failed, not at every request', async () => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    endpoint.answer((_, response) => response.writeHead(404).end());
    world.pass(300);
    for (const [seconds, fetches] of [
      [0, 2],
      [0, 2],
      [5, 2],
      [5, 3],
      [0, 3],
      [5, 3],
      [5, 4],
    ] as const) {
      world.pass(seconds);
      expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
      expect(endpoint.fetches).toBe(fetches);
    }
  });

  test.each([
    ['24 h', day, {}],
    ['the seconds that are set', 600, { JWKS_MAX_STALE_SECONDS: '600' }],
  ])('fail, and do not refuse, once they are %s old', async (_, seconds, settings) => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint, settings);
    const token = world.token(endpoint, zuplo, longLived);
    const forged = world.token(endpoint, signingKey('EdDSA'), longLived);
    endpoint.answer((_, response) => response.writeHead(404).end());
    world.pass(seconds - 1);
    expect(await authorizer.ask(token)).toBe('allow');
    world.pass(1);
    expect(await authorizer.ask(token)).toBe(failing);
    expect(await authorizer.ask(forged)).toBe(failing);
    expect(await authorizer.ask(forged, 'rest')).toBe(failing);
    endpoint.publish(zuplo.jwk);
    expect(await authorizer.ask(token)).toBe('allow');
  });
});

describe('an outage', () => {
  test('of a day leaves a warning every 10 s at the most, and the first request after it serves', async () => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    const token = world.token(endpoint, zuplo, longLived);
    await endpoint.close();
    for (let hour = 1; hour < 24; hour += 1) {
      world.pass(3600);
      expect(await authorizer.ask(token)).toBe('allow');
      expect(await authorizer.ask(token)).toBe('allow');
    }
    const ages = world.linesOf('jwks_fetch_failed').map(({ ageSeconds }) => ageSeconds);
    expect(ages).toEqual(Array.from({ length: 23 }, (_, index) => (index + 1) * 3600));

    const again = createServer((_, response) =>
      response.end(JSON.stringify({ keys: [zuplo.jwk] })),
    );
    world.closeAtEnd(async () => again.close());
    await new Promise<void>((resolve) => {
      again.listen(Number(new URL(endpoint.issuer).port), '127.0.0.1', resolve);
    });
    world.pass(10);
    expect(await authorizer.ask(token)).toBe('allow');
    expect(world.lines.at(-1)).toMatchObject({ event: 'jwks_fetched', keys: 1, changed: false });
  });

  test('of which nothing is known yet costs ten fetches a minute at the most', async () => {
    const endpoint = await world.endpoint();
    endpoint.answer((_, response) => response.writeHead(404).end());
    const authorizer = await world.start(endpoint);
    for (let request = 0; request < 100; request += 1) {
      expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe(failing);
    }
    expect(endpoint.fetches).toBe(10);
    endpoint.publish(zuplo.jwk);
    world.pass(6);
    expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
  });
});

describe('a clock that was set back', () => {
  test('makes the keys due, not fresh for longer', async () => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    world.pass(-3600);
    expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
    expect(endpoint.fetches).toBe(2);
  });

  test('does not put off the next attempt after a refresh that failed', async () => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    endpoint.answer((_, response) => response.writeHead(404).end());
    world.pass(300);
    await authorizer.ask(world.token(endpoint, zuplo));
    const successor = signingKey('EdDSA');
    endpoint.publish(successor.jwk);
    world.pass(-3600);
    world.pass(10);
    await authorizer.ask(world.token(endpoint, zuplo));
    expect(endpoint.fetches).toBeGreaterThan(2);
    expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('refused: bad_signature');
  });

  test('does not make keys trusted for more than 24 h more', async () => {
    const endpoint = await world.endpoint(zuplo.jwk);
    const authorizer = await world.start(endpoint);
    endpoint.answer((_, response) => response.writeHead(404).end());
    world.pass(-2 * day);
    const token = world.token(endpoint, zuplo, longLived);
    await authorizer.ask(token);
    world.pass(day);
    expect(await authorizer.ask(token)).toBe(failing);
  });

  test('does not stop the budget from filling', async () => {
    const endpoint = await world.endpoint();
    endpoint.answer((_, response) => response.writeHead(404).end());
    const authorizer = await world.start(endpoint);
    for (let request = 0; request < 20; request += 1) {
      await authorizer.ask(world.token(endpoint, zuplo));
    }
    endpoint.publish(zuplo.jwk);
    world.pass(-3600);
    await authorizer.ask(world.token(endpoint, zuplo));
    world.pass(6);
    expect(await authorizer.ask(world.token(endpoint, zuplo))).toBe('allow');
  });
});
