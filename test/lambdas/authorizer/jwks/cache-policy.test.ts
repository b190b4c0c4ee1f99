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
    expect(cachePolicy(settings, () => 0)).toMatchObject({
      refreshAfterMs: 300_000,
      maxStaleMs: 86_400_000,
      timeoutMs: 2_000,
      refreshTimeoutMs: 1_000,
    });
  });

  test.each([10, 300, 86_400])('refreshes after 80 to 100 % of %i s', (jwksRefreshSeconds) => {
    const policies = [0, 0.5, almostOne].map((number) =>
      cachePolicy({ ...settings, jwksRefreshSeconds }, () => number),
    );
    expect(policies.map(({ refreshAfterMs }) => refreshAfterMs / jwksRefreshSeconds)).toEqual([
      1_000,
      900,
      expect.closeTo(800, 6),
    ]);
  });

  test.each([
    [0, [10_000, 20_000, 40_000, 60_000, 60_000]],
    [0.5, [8_000, 16_000, 32_000, 60_000, 60_000]],
  ])('retries a failed refresh after 6 to 10 s, doubling to 60 s: random %d', (random, delays) => {
    const policy = cachePolicy(settings, () => random);
    expect([1, 2, 3, 4, 40].map((failures) => policy.retryDelayMs(failures, true))).toEqual(delays);
  });

  test('retries after 1 s, doubling to 10 s, without a JWKS', () => {
    const policy = cachePolicy(settings, () => 0.5);
    expect([1, 2, 3, 4, 5, 40].map((failures) => policy.retryDelayMs(failures, false))).toEqual([
      1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });

  test('uses separate random numbers for refresh and retry', () => {
    const numbers = [0.5, 0];
    const policy = cachePolicy(settings, () => numbers.shift() ?? Number.NaN);
    expect(policy.refreshAfterMs).toBe(270_000);
    expect(policy.retryDelayMs(1, true)).toBe(10_000);
  });
});
