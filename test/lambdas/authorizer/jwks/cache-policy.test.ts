import { describe, expect, test } from 'vitest';
import { cachePolicy } from '../../../../lambdas/authorizer/jwks/cache-policy.ts';

const settings = {
  jwksRefreshSeconds: 300,
  jwksMaxStaleSeconds: 86_400,
  jwksTimeoutMilliseconds: 2_000,
};
const almostOne = 1 - Number.EPSILON / 2;

describe('cachePolicy', () => {
  test('returns the settings, and half the timeout for a refresh, without jitter', () => {
    expect(cachePolicy(settings, () => 0)).toEqual({
      refreshAfterMs: 300_000,
      maxStaleMs: 86_400_000,
      timeoutMs: 2_000,
      refreshTimeoutMs: 1_000,
      retryAfterMs: 10_000,
    });
  });

  test.each([10, 300, 86_400])(
    'refreshes after 80 to 100 % of %i s, and retries after 6 to 10 s',
    (jwksRefreshSeconds) => {
      const policies = [0, 0.5, almostOne].map((number) =>
        cachePolicy({ ...settings, jwksRefreshSeconds }, () => number),
      );
      const ms = jwksRefreshSeconds * 1_000;
      expect(policies.map(({ refreshAfterMs }) => refreshAfterMs / ms)).toEqual([
        1,
        0.9,
        expect.closeTo(0.8, 9),
      ]);
      expect(policies.map(({ retryAfterMs }) => retryAfterMs)).toEqual([
        10_000,
        8_000,
        expect.closeTo(6_000, 6),
      ]);
    },
  );

  test('uses separate random numbers for refresh and retry', () => {
    const numbers = [0.5, 0];
    const policy = cachePolicy(settings, () => numbers.shift() ?? Number.NaN);
    expect(policy).toMatchObject({ refreshAfterMs: 270_000, retryAfterMs: 10_000 });
  });

  test('uses no jitter for the maximum age and the timeouts', () => {
    const [one, other] = [0, almostOne].map((number) => {
      const { maxStaleMs, timeoutMs, refreshTimeoutMs } = cachePolicy(settings, () => number);
      return { maxStaleMs, timeoutMs, refreshTimeoutMs };
    });
    expect(other).toEqual(one);
  });
});
