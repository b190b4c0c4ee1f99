import { describe, expect, test } from 'vitest';
import { JwksFetchError } from '../../../../lambdas/authorizer/jwks/fetch-jwks.ts';
import { createJwksCache } from '../../../../lambdas/authorizer/jwks/jwks-cache.ts';
import { createRateLimiter } from '../../../../lambdas/authorizer/jwks/rate-limiter.ts';
import { signingKey } from '../../../signing.ts';

const second = 1_000;
const hour = 3600 * second;
const first = JSON.stringify({ keys: [signingKey('EdDSA').jwk] });
const other = JSON.stringify({ keys: [signingKey('EdDSA').jwk] });

type Answer = string | Error | ((mayRetry: () => boolean) => Promise<string>);

/** A source under a clock and an endpoint that the test moves. */
function sourceOf(initial: Answer = first) {
  let time = 1_800_000_000_000;
  const deadlines: number[] = [];
  const lines: unknown[][] = [];
  const now = () => time;
  const endpoint = { answer: initial };
  const source = createJwksCache({
    issuer: 'i',
    now,
    budget: createRateLimiter(now),
    times: {
      refreshAfterMs: 300 * second,
      maxStaleMs: 24 * hour,
      timeoutMs: 2 * second,
      refreshTimeoutMs: second,
      retryAfterMs: 10 * second,
    },
    async fetchJwks(deadlineMs, mayRetry) {
      deadlines.push(deadlineMs);
      const { answer } = endpoint;
      if (answer instanceof Error) throw answer;
      return typeof answer === 'string' ? answer : answer(mayRetry);
    },
    log: {
      jwksFetched: (...line) => lines.push(['fetched', ...line]),
      jwksFetchFailed: (...line) => lines.push(['not fetched', ...line]),
    },
  });
  const pass = (ms: number) => {
    time += ms;
  };
  return { source, endpoint, deadlines, lines, pass };
}

const down = new JwksFetchError('ECONNREFUSED');
const unavailable = expect.objectContaining({
  name: 'AuthorizerError',
  message: 'jwks_unavailable',
});

describe("an issuer's keys", () => {
  test('are fetched once, however many requests wait for them', async () => {
    const { source, deadlines } = sourceOf();
    const all = await Promise.all(Array.from({ length: 50 }, () => source.current()));
    expect(new Set(all).size).toBe(1);
    expect(deadlines).toEqual([2 * second]);
  });

  test('are used without a promise while they are fresh', async () => {
    const { source, deadlines, pass } = sourceOf();
    const keys = await source.current();
    pass(300 * second - 1);
    expect(source.current()).toBe(keys);
    expect(deadlines).toHaveLength(1);
  });

  test('are refreshed under a short deadline when they are due', async () => {
    const world = sourceOf();
    const keys = await world.source.current();
    world.endpoint.answer = other;
    world.pass(300 * second);
    expect(await world.source.current()).not.toBe(keys);
    expect(world.deadlines).toEqual([2 * second, second]);
  });

  test('stay the same object when the endpoint says the same', async () => {
    const { source, pass, lines } = sourceOf();
    const keys = await source.current();
    pass(300 * second);
    expect(await source.current()).toBe(keys);
    expect(lines).toEqual([
      ['fetched', 'i', 1, true],
      ['fetched', 'i', 1, false],
    ]);
  });

  test.each([
    ['is down', down],
    ['says something else', 'not a key set'],
  ])(
    'go on serving while the endpoint %s, with a line for every failed refresh',
    async (_, answer) => {
      const world = sourceOf();
      const keys = await world.source.current();
      world.endpoint.answer = answer;
      world.pass(300 * second);
      expect(await world.source.current()).toBe(keys);
      expect(world.lines.at(-1)).toEqual(['not fetched', 'i', expect.any(String), 300]);
    },
  );

  test('are asked for again ten seconds after a refresh failed, not at every request', async () => {
    const world = sourceOf();
    await world.source.current();
    world.endpoint.answer = down;
    world.pass(300 * second);
    await world.source.current();
    world.pass(10 * second - 1);
    await world.source.current();
    expect(world.deadlines).toHaveLength(2);
    world.pass(1);
    await world.source.current();
    expect(world.deadlines).toHaveLength(3);
  });

  test('are not trusted at the age of 24 hours, whatever happens', async () => {
    const world = sourceOf();
    await world.source.current();
    world.endpoint.answer = down;
    world.pass(24 * hour - 1);
    await world.source.current();
    world.pass(1);
    await expect(world.source.current()).rejects.toThrow(unavailable);
    world.endpoint.answer = first;
    await expect(world.source.current()).resolves.toBeDefined();
  });

  test('age from the beginning of their fetch', async () => {
    const world = sourceOf();
    world.endpoint.answer = async () => {
      world.pass(1.5 * second);
      return first;
    };
    await world.source.current();
    world.pass(298.5 * second);
    await world.source.current();
    expect(world.deadlines).toHaveLength(2);
  });

  test('are due, not fresh, after the clock was set back', async () => {
    const { source, pass, deadlines } = sourceOf();
    await source.current();
    pass(-hour);
    await source.current();
    expect(deadlines).toHaveLength(2);
  });

  test('are not trusted any longer for a clock that was set back', async () => {
    const world = sourceOf();
    await world.source.current();
    world.endpoint.answer = down;
    world.pass(-hour);
    await world.source.current();
    world.pass(24 * hour - 300 * second);
    await expect(world.source.current()).rejects.toThrow(unavailable);
  });

  test('are asked for again after a failed refresh even if the clock was set back', async () => {
    const world = sourceOf();
    await world.source.current();
    world.endpoint.answer = down;
    world.pass(300 * second);
    await world.source.current();
    world.pass(-hour);
    await world.source.current();
    expect(world.deadlines).toHaveLength(3);
  });

  test('that cannot be had are a failure, and cost at most ten fetches a minute', async () => {
    const { source, deadlines, pass } = sourceOf(down);
    for (let request = 0; request < 100; request += 1) {
      await expect(source.current()).rejects.toThrow(unavailable);
    }
    expect(deadlines).toHaveLength(10);
    pass(6 * second);
    await expect(source.current()).rejects.toThrow(unavailable);
    expect(deadlines).toHaveLength(11);
  });

  test('may be asked for a second time as long as the budget has more than its reserve', async () => {
    const world = sourceOf();
    const answers: boolean[] = [];
    world.endpoint.answer = async (mayRetry) => {
      for (let asked = 0; asked < 10; asked += 1) answers.push(mayRetry());
      return first;
    };
    await world.source.current();
    expect(answers.filter(Boolean)).toHaveLength(7);
  });

  test('are not asked for a second time while they serve, and are again once they do not', async () => {
    const world = sourceOf();
    const answers: boolean[] = [];
    await world.source.current();
    world.endpoint.answer = async (mayRetry) => {
      answers.push(mayRetry());
      throw down;
    };
    world.pass(300 * second);
    await world.source.current();
    await world.source.refetchAfterMiss(await world.source.current());
    world.pass(24 * hour);
    await expect(world.source.current()).rejects.toThrow(unavailable);
    expect(answers).toEqual([false, false, true]);
  });

  test('that fail with a bug of ours fail loudly', async () => {
    const { source } = sourceOf(new TypeError('a bug'));
    await expect(source.current()).rejects.toThrow('a bug');
  });
});

describe('a look for newer keys', () => {
  test('finds the ones that replaced those a token was not signed with', async () => {
    const world = sourceOf();
    const keys = await world.source.current();
    world.endpoint.answer = other;
    const newer = await world.source.refetchAfterMiss(keys);
    expect(newer).toBeDefined();
    expect(world.source.current()).toBe(newer);
  });

  test('finds nothing when they are still the same', async () => {
    const { source } = sourceOf();
    expect(await source.refetchAfterMiss(await source.current())).toBeUndefined();
  });

  test('fetches nothing when another request has found them meanwhile', async () => {
    const world = sourceOf();
    const keys = await world.source.current();
    world.endpoint.answer = other;
    await world.source.refetchAfterMiss(keys);
    expect(await world.source.refetchAfterMiss(keys)).toBe(world.source.current());
    expect(world.deadlines).toHaveLength(2);
  });

  test('leaves the known keys in place when the endpoint is down', async () => {
    const world = sourceOf();
    const keys = await world.source.current();
    world.endpoint.answer = down;
    expect(await world.source.refetchAfterMiss(keys)).toBeUndefined();
    expect(world.source.current()).toBe(keys);
  });

  test('is not afforded to a flood, which leaves enough for refreshes that are due', async () => {
    const world = sourceOf();
    const keys = await world.source.current();
    for (let forged = 0; forged < 1000; forged += 1) await world.source.refetchAfterMiss(keys);
    expect(world.deadlines).toHaveLength(1 + 7);
    world.pass(300 * second);
    for (let forged = 0; forged < 1000; forged += 1) await world.source.refetchAfterMiss(keys);
    const spent = world.deadlines.length;
    world.pass(300 * second);
    await world.source.current();
    expect(world.deadlines).toHaveLength(spent + 1);
  });
});
