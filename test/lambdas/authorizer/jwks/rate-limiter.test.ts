import { describe, expect, test } from 'vitest';
import {
  createRateLimiter,
  type FetchPriority,
} from '../../../../lambdas/authorizer/jwks/rate-limiter.ts';

const minute = 60_000;

function budgetAt(start: number) {
  let time = start;
  const budget = createRateLimiter(() => time);
  return {
    pass(ms: number) {
      time += ms;
    },
    /** Asks a thousand times, and says how often the answer was yes. */
    drain(purpose: FetchPriority): number {
      return Array.from({ length: 1000 }, () => budget.take(purpose)).filter(Boolean).length;
    },
  };
}

describe('the budget of key fetches', () => {
  test('is ten at once', () => {
    expect(budgetAt(0).drain('due')).toBe(10);
  });

  test('is refilled with ten a minute, and never holds more than ten', () => {
    const budget = budgetAt(0);
    budget.drain('due');
    budget.pass(6_000);
    expect(budget.drain('due')).toBe(1);
    budget.pass(minute);
    expect(budget.drain('due')).toBe(10);
    budget.pass(1000 * minute);
    expect(budget.drain('due')).toBe(10);
  });

  test('keeps two that tokens without a key cannot spend', () => {
    const budget = budgetAt(0);
    expect(budget.drain('unexplained')).toBe(8);
    expect(budget.drain('due')).toBe(2);
  });

  test('gains nothing from a clock that is set back, and loses nothing for good', () => {
    const budget = budgetAt(minute);
    budget.drain('due');
    budget.pass(-minute);
    expect(budget.drain('due')).toBe(0);
    budget.pass(minute);
    expect(budget.drain('due')).toBe(10);
  });
});
