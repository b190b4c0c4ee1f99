import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { initialFetch } from '../../../../lambdas/authorizer/jwks/initial-fetch.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const hanging = () => new Promise<never>(() => {});
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Returns whether the wait is over after the given milliseconds. */
async function isOverAfter(ms: number, fetches: readonly Promise<unknown>[]): Promise<boolean> {
  let isOver = false;
  void initialFetch(fetches).then(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(ms);
  return isOver;
}

describe('initialFetch', () => {
  test('waits for a single issuer as long as its fetch takes', async () => {
    expect(await isOverAfter(1_999, [later(2_000)])).toBe(false);
    expect(await isOverAfter(2_000, [later(2_000)])).toBe(true);
  });

  test('waits for all issuers if they answer within 300 ms after the first', async () => {
    expect(await isOverAfter(249, [later(50), later(250)])).toBe(false);
    expect(await isOverAfter(250, [later(50), later(250)])).toBe(true);
  });

  test('waits for a hanging issuer 300 ms beyond the first', async () => {
    expect(await isOverAfter(349, [later(50), hanging()])).toBe(false);
    expect(await isOverAfter(350, [later(50), hanging()])).toBe(true);
  });

  test('counts a failed fetch as an answer', async () => {
    const failed = () => Promise.reject(new Error('down'));
    expect(await isOverAfter(0, [failed()])).toBe(true);
    expect(await isOverAfter(300, [failed(), hanging()])).toBe(true);
  });
});
