import { describe, expect, test } from 'vitest';
import { cachePolicy } from '../../../../lambdas/authorizer/jwks/cache-policy.ts';

const settings = {
  jwksRefreshSeconds: 300,
  jwksMaxStaleSeconds: 86_400,
  jwksTimeoutMilliseconds: 2_000,
};
const almostOne = 1 - Number.EPSILON / 2;

describe('the times of keys', () => {
  test('are the settings, and half the deadline where there are keys, for a draw of 0', () => {
    expect(cachePolicy(settings, () => 0)).toEqual({
      refreshAfterMs: 300_000,
      maxStaleMs: 86_400_000,
      timeoutMs: 2_000,
      refreshTimeoutMs: 1_000,
      retryAfterMs: 10_000,
    });
  });

  test.each([10, 300, 86_400])(
    'are spread over the last fifth of %i s to refresh, and over 6 to 10 s to ask again',
    (jwksRefreshSeconds) => {
      const drawn = [0, 0.5, almostOne].map((number) =>
        cachePolicy({ ...settings, jwksRefreshSeconds }, () => number),
      );
      const ms = jwksRefreshSeconds * 1_000;
      expect(drawn.map(({ refreshAfterMs }) => refreshAfterMs / ms)).toEqual([
        1,
        0.9,
        expect.closeTo(0.8, 9),
      ]);
      expect(drawn.map(({ retryAfterMs }) => retryAfterMs)).toEqual([
        10_000,
        8_000,
        expect.closeTo(6_000, 6),
      ]);
    },
  );

  test('are drawn each for itself', () => {
    const numbers = [0.5, 0];
    const drawn = cachePolicy(settings, () => numbers.shift() ?? Number.NaN);
    expect(drawn).toMatchObject({ refreshAfterMs: 270_000, retryAfterMs: 10_000 });
  });

  test('leave what is trusted, and how long a fetch may take, to the settings', () => {
    const [one, other] = [0, almostOne].map((number) => {
      const { maxStaleMs, timeoutMs, refreshTimeoutMs } = cachePolicy(settings, () => number);
      return { maxStaleMs, timeoutMs, refreshTimeoutMs };
    });
    expect(other).toEqual(one);
  });
});
