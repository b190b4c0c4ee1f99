import { describe, expect, test } from 'vitest';
import {
  createRateLimiter,
  type FetchPriority,
} from '../../../../lambdas/authorizer/jwks/rate-limiter.ts';

const minute = 60_000;

function rateLimiterAt(start: number) {
  let time = start;
  const rateLimiter = createRateLimiter(() => time);
  return {
    pass(ms: number) {
      time += ms;
    },
    /** Returns how many of a thousand fetches are permitted. */
    drain(priority: FetchPriority): number {
      return Array.from({ length: 1000 }, () => rateLimiter.take(priority)).filter(Boolean).length;
    },
  };
}

describe('the rate limiter', () => {
  test('permits a burst of ten', () => {
    expect(rateLimiterAt(0).drain('required')).toBe(10);
  });

  test('permits ten a minute, and never more than ten at once', () => {
    const rateLimiter = rateLimiterAt(0);
    rateLimiter.drain('required');
    rateLimiter.pass(6_000);
    expect(rateLimiter.drain('required')).toBe(1);
    rateLimiter.pass(minute);
    expect(rateLimiter.drain('required')).toBe(10);
    rateLimiter.pass(1000 * minute);
    expect(rateLimiter.drain('required')).toBe(10);
  });

  test('reserves two fetches for required ones', () => {
    const rateLimiter = rateLimiterAt(0);
    expect(rateLimiter.drain('optional')).toBe(8);
    expect(rateLimiter.drain('required')).toBe(2);
  });

  test('permits nothing extra after the clock was set back, and recovers', () => {
    const rateLimiter = rateLimiterAt(minute);
    rateLimiter.drain('required');
    rateLimiter.pass(-minute);
    expect(rateLimiter.drain('required')).toBe(0);
    rateLimiter.pass(minute);
    expect(rateLimiter.drain('required')).toBe(10);
  });
});
