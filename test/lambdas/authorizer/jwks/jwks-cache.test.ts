import { describe, expect, test } from 'vitest';
import { createJwksCache } from '../../../../lambdas/authorizer/jwks/jwks-cache.ts';
import { JwksFetchError } from '../../../../lambdas/authorizer/jwks/jwks-fetch-error.ts';
import { createRateLimiter } from '../../../../lambdas/authorizer/jwks/rate-limiter.ts';
import { signingKey } from '../../../signing.ts';

const second = 1_000;
const hour = 3600 * second;
const first = JSON.stringify({ keys: [signingKey('EdDSA').jwk] });
const other = JSON.stringify({ keys: [signingKey('EdDSA').jwk] });

type EndpointResponse = string | Error | ((mayRetry: () => boolean) => Promise<string>);

/** Creates a cache with a fake clock and a fake endpoint. */
function createContext(initial: EndpointResponse = first) {
  let time = 1_800_000_000_000;
  const timeouts: number[] = [];
  const logged: unknown[][] = [];
  const now = () => time;
  const endpoint = { response: initial };
  const cache = createJwksCache({
    issuer: 'i',
    now,
    rateLimiter: createRateLimiter(now),
    policy: {
      refreshAfterMs: 300 * second,
      maxStaleMs: 24 * hour,
      timeoutMs: 2 * second,
      refreshTimeoutMs: second,
      retryDelayMs: (failures, hasJwks) => (hasJwks ? 10 : 1) * second * 2 ** (failures - 1),
    },
    async fetchJwks(timeoutMs, mayRetry) {
      timeouts.push(timeoutMs);
      const { response } = endpoint;
      if (response instanceof Error) throw response;
      return typeof response === 'string' ? response : response(mayRetry);
    },
    log: {
      jwksFetched: (...line) => logged.push(['fetched', ...line]),
      jwksFetchFailed: (...line) => logged.push(['failed', ...line]),
    },
  });
  const pass = (ms: number) => {
    time += ms;
  };
  return { cache, endpoint, timeouts, logged, pass };
}

const down = new JwksFetchError('ECONNREFUSED');
const unavailable = expect.objectContaining({
  name: 'AuthorizerError',
  message: 'jwks_unavailable',
});

describe('current()', () => {
  test('fetches once for all requests that wait', async () => {
    const { cache, timeouts } = createContext();
    const all = await Promise.all(Array.from({ length: 50 }, () => cache.current()));
    expect(new Set(all).size).toBe(1);
    expect(timeouts).toEqual([2 * second]);
  });

  test('returns a fresh JWKS synchronously', async () => {
    const { cache, timeouts, pass } = createContext();
    const jwks = await cache.current();
    pass(300 * second - 1);
    expect(cache.current()).toBe(jwks);
    expect(timeouts).toHaveLength(1);
  });

  test('refreshes a JWKS of 300 s with half the timeout', async () => {
    const context = createContext();
    const jwks = await context.cache.current();
    context.endpoint.response = other;
    context.pass(300 * second);
    expect(await context.cache.current()).not.toBe(jwks);
    expect(context.timeouts).toEqual([2 * second, second]);
  });

  test('returns the same object if the document is unchanged', async () => {
    const { cache, pass, logged } = createContext();
    const jwks = await cache.current();
    pass(300 * second);
    expect(await cache.current()).toBe(jwks);
    expect(logged).toEqual([
      ['fetched', 'i', 1, true],
      ['fetched', 'i', 1, false],
    ]);
  });

  test.each([
    ['is down', down],
    ['returns something else', 'not a JWKS'],
  ])(
    'returns the known JWKS while the endpoint %s, and logs every failed refresh',
    async (_, response) => {
      const context = createContext();
      const jwks = await context.cache.current();
      context.endpoint.response = response;
      context.pass(300 * second);
      expect(await context.cache.current()).toBe(jwks);
      expect(context.logged.at(-1)).toEqual(['failed', 'i', expect.any(String), 300]);
    },
  );

  test('retries a failed refresh after 10 s, not for every request', async () => {
    const context = createContext();
    await context.cache.current();
    context.endpoint.response = down;
    context.pass(300 * second);
    await context.cache.current();
    context.pass(10 * second - 1);
    await context.cache.current();
    expect(context.timeouts).toHaveLength(2);
    context.pass(1);
    await context.cache.current();
    expect(context.timeouts).toHaveLength(3);
  });

  test('throws once the JWKS is 24 h old and cannot be refreshed', async () => {
    const context = createContext();
    await context.cache.current();
    context.endpoint.response = down;
    context.pass(24 * hour - 1);
    await context.cache.current();
    context.pass(1);
    await expect(context.cache.current()).rejects.toThrow(unavailable);
    context.endpoint.response = first;
    context.pass(2 * second);
    await expect(context.cache.current()).resolves.toBeDefined();
  });

  test('measures the age from the start of the fetch', async () => {
    const context = createContext();
    context.endpoint.response = async () => {
      context.pass(1.5 * second);
      return first;
    };
    await context.cache.current();
    context.pass(298.5 * second);
    await context.cache.current();
    expect(context.timeouts).toHaveLength(2);
  });

  test('refreshes after the clock was set back', async () => {
    const { cache, pass, timeouts } = createContext();
    await cache.current();
    pass(-hour);
    await cache.current();
    expect(timeouts).toHaveLength(2);
  });

  test('does not extend the maximum age after the clock was set back', async () => {
    const context = createContext();
    await context.cache.current();
    context.endpoint.response = down;
    context.pass(-hour);
    await context.cache.current();
    context.pass(24 * hour - 300 * second);
    await expect(context.cache.current()).rejects.toThrow(unavailable);
  });

  test('retries a failed refresh after the clock was set back', async () => {
    const context = createContext();
    await context.cache.current();
    context.endpoint.response = down;
    context.pass(300 * second);
    await context.cache.current();
    context.pass(-hour);
    await context.cache.current();
    expect(context.timeouts).toHaveLength(3);
  });

  test('fails at once while the next fetch is delayed, if there is no JWKS', async () => {
    const { cache, timeouts, pass } = createContext(down);
    for (let request = 0; request < 12; request += 1)
      await expect(async () => cache.current()).rejects.toThrow(unavailable);
    expect(timeouts).toHaveLength(1);
    pass(second - 1);
    await expect(async () => cache.current()).rejects.toThrow(unavailable);
    expect(timeouts).toHaveLength(1);
    pass(1);
    await expect(async () => cache.current()).rejects.toThrow(unavailable);
    expect(timeouts).toHaveLength(2);
  });

  test('delays further fetches more and more, and starts again after a success', async () => {
    const context = createContext();
    await context.cache.current();
    context.endpoint.response = down;
    context.pass(300 * second);
    await context.cache.current();
    context.pass(10 * second);
    await context.cache.current();
    context.pass(20 * second - 1);
    await context.cache.current();
    expect(context.timeouts).toHaveLength(3);
    context.endpoint.response = first;
    context.pass(1);
    await context.cache.current();
    expect(context.timeouts).toHaveLength(4);
    context.endpoint.response = down;
    context.pass(300 * second);
    await context.cache.current();
    context.pass(10 * second);
    await context.cache.current();
    expect(context.timeouts).toHaveLength(6);
  });

  test('counts a failure that several requests wait for once', async () => {
    const context = createContext(down);
    await Promise.allSettled(Array.from({ length: 5 }, async () => context.cache.current()));
    context.pass(second);
    await Promise.allSettled([context.cache.current()]);
    expect(context.timeouts).toHaveLength(2);
  });

  test('throws without a JWKS, after at most ten fetches a minute', async () => {
    const { cache, timeouts, pass } = createContext(down);
    for (let elapsed = 0; elapsed < 60; elapsed += 1) {
      await expect(async () => cache.current()).rejects.toThrow(unavailable);
      pass(second);
    }
    expect(timeouts.length).toBeLessThanOrEqual(10);
  });

  test('permits retries until only the reserve of the rate limiter is left', async () => {
    const context = createContext();
    const permissions: boolean[] = [];
    context.endpoint.response = async (mayRetry) => {
      for (let attempt = 0; attempt < 10; attempt += 1) permissions.push(mayRetry());
      return first;
    };
    await context.cache.current();
    expect(permissions.filter(Boolean)).toHaveLength(7);
  });

  test('permits retries only without a trusted JWKS', async () => {
    const context = createContext();
    const permissions: boolean[] = [];
    await context.cache.current();
    context.endpoint.response = async (mayRetry) => {
      permissions.push(mayRetry());
      throw down;
    };
    context.pass(300 * second);
    await context.cache.current();
    await expect(context.cache.refetchAfterMiss(await context.cache.current())).rejects.toThrow(
      unavailable,
    );
    context.pass(24 * hour);
    await expect(context.cache.current()).rejects.toThrow(unavailable);
    expect(permissions).toEqual([false, false, true]);
  });

  test('rethrows a bug in the fetch', async () => {
    const { cache } = createContext(new TypeError('a bug'));
    await expect(cache.current()).rejects.toThrow('a bug');
  });
});

describe('refetchAfterMiss()', () => {
  test('returns a newer JWKS', async () => {
    const context = createContext();
    const jwks = await context.cache.current();
    context.endpoint.response = other;
    const newer = await context.cache.refetchAfterMiss(jwks);
    expect(newer).toBeDefined();
    expect(context.cache.current()).toBe(newer);
  });

  test('returns undefined if the JWKS is unchanged', async () => {
    const { cache } = createContext();
    expect(await cache.refetchAfterMiss(await cache.current())).toBeUndefined();
  });

  test('does not fetch if another request has fetched a newer JWKS', async () => {
    const context = createContext();
    const jwks = await context.cache.current();
    context.endpoint.response = other;
    await context.cache.refetchAfterMiss(jwks);
    expect(await context.cache.refetchAfterMiss(jwks)).toBe(context.cache.current());
    expect(context.timeouts).toHaveLength(2);
  });

  test('throws if the fetch fails, and keeps the known JWKS', async () => {
    const context = createContext();
    const jwks = await context.cache.current();
    context.endpoint.response = down;
    await expect(context.cache.refetchAfterMiss(jwks)).rejects.toThrow(unavailable);
    expect(context.cache.current()).toBe(jwks);
  });

  test('has the full timeout, so that a slow endpoint does not prevent a rotation', async () => {
    const context = createContext();
    await context.cache.refetchAfterMiss(await context.cache.current());
    expect(context.timeouts).toEqual([2 * second, 2 * second]);
  });

  test('does not delay the next refresh if it fails', async () => {
    const context = createContext();
    const jwks = await context.cache.current();
    context.endpoint.response = down;
    context.pass(300 * second - 1);
    await expect(context.cache.refetchAfterMiss(jwks)).rejects.toThrow(unavailable);
    context.endpoint.response = other;
    context.pass(1);
    expect(await context.cache.current()).not.toBe(jwks);
  });

  test('waits for a fetch that is pending', async () => {
    const context = createContext();
    const jwks = await context.cache.current();
    context.endpoint.response = other;
    const [one, two] = await Promise.all([
      context.cache.refetchAfterMiss(jwks),
      context.cache.refetchAfterMiss(jwks),
    ]);
    expect(one).toBe(two);
    expect(context.timeouts).toHaveLength(2);
  });

  test('is rate limited, and leaves fetches for refreshes', async () => {
    const context = createContext();
    const jwks = await context.cache.current();
    for (let forged = 0; forged < 1000; forged += 1) await context.cache.refetchAfterMiss(jwks);
    expect(context.timeouts).toHaveLength(1 + 7);
    context.pass(300 * second);
    for (let forged = 0; forged < 1000; forged += 1) await context.cache.refetchAfterMiss(jwks);
    const before = context.timeouts.length;
    context.pass(300 * second);
    await context.cache.current();
    expect(context.timeouts).toHaveLength(before + 1);
  });
});
