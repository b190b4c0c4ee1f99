import { setImmediate as turn } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import type { KeyEndpoint } from '../key-endpoint.ts';

// For tests with fake timers and real sockets.

/** Lets pending I/O be handled. */
export async function turns(): Promise<void> {
  for (let count = 0; count < 20; count += 1) await turn();
}

/** Waits until the endpoint has received this number of requests. */
export async function requestsReceived(endpoint: KeyEndpoint, fetches: number): Promise<void> {
  while (endpoint.fetches < fetches) await turn();
}

/** Asserts that the result comes when the fake timers reach this time, and not a millisecond earlier. */
export async function resultExactlyAfter<T>(timeoutMs: number, result: Promise<T>): Promise<T> {
  let isPending = true;
  const settled = result.finally(() => {
    isPending = false;
  });
  vi.advanceTimersByTime(timeoutMs - 1);
  await turns();
  expect(isPending, `pending after ${timeoutMs - 1} ms`).toBe(true);
  vi.advanceTimersByTime(1);
  return settled;
}

/** Waits until a fetch is in progress, and asserts that the result comes exactly when its timeout expires. */
export async function resultAfter<T>(
  timeoutMs: number,
  result: Promise<T>,
  endpoint: KeyEndpoint,
  fetches: number,
): Promise<T> {
  await requestsReceived(endpoint, fetches);
  return resultExactlyAfter(timeoutMs, result);
}
