import { Failure } from '../authorizer-error.ts';
import type { FetchBudget, FetchPurpose } from './rate-limiter.ts';
import { FetchFailed } from './fetch-jwks.ts';
import { type KeySet, keySetFrom, NotAKeySet } from './jwks.ts';
import type { KeyTimes } from './cache-policy.ts';

/** One issuer's key set over time. Every decision is made by reading the clock, never by a timer. */
export interface KeySource {
  /**
   * Gives the keys to verify with: at once while they are fresh, after a fetch when they are missing
   * or too old, after an attempt to refresh them when they are due.
   * @throws {Failure} `keys_unavailable` if there are none and none can be had
   */
  current(): KeySet | Promise<KeySet>;
  /**
   * Looks for a newer key set on behalf of a token that `keys` do not explain.
   * @returns undefined if there is none, it cannot be had, or the budget for such looks is spent
   */
  newerThan(keys: KeySet): Promise<KeySet | undefined>;
}

export interface KeySourceParts {
  readonly issuer: string;
  readonly times: KeyTimes;
  readonly budget: FetchBudget;
  /** Gets the key set document. @throws {FetchFailed} */
  readonly fetchKeySet: (deadlineMs: number, mayRetry: () => boolean) => Promise<string>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: KeyLog;
}

/** What is worth knowing about keys, one line each. */
export interface KeyLog {
  keysFetched(issuer: string, keys: number, changed: boolean): void;
  /** @param ageSeconds how old the keys are that go on serving; undefined if there are none */
  keysNotFetched(issuer: string, cause: string, ageSeconds: number | undefined): void;
}

interface Fetched {
  readonly document: string;
  readonly keys: KeySet;
  /** When the fetch began: the keys are at least this old. */
  readonly at: number;
}

/** Gives a source that has not fetched anything yet. */
export function createKeySource(parts: KeySourceParts): KeySource {
  const { issuer, times, budget, now, log } = parts;
  let known: Fetched | undefined;
  let underWay: Promise<void> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;

  const age = ({ at }: Fetched) => now() - at;
  const isFresh = (keys: Fetched) => age(keys) >= 0 && age(keys) < times.refreshAfterMs;
  const trusted = () => (known && age(known) < times.trustForMs ? known.keys : undefined);
  const mayRefresh = () => now() < failedAt || now() - failedAt >= times.retryAfterMs;
  // Whoever has keys that serve can wait: asking twice each time would double the load of an outage.
  const mayRetry = () => trusted() === undefined && budget.take('unexplained');

  async function fetchOnce(deadlineMs: number): Promise<void> {
    const at = now();
    try {
      const document = await parts.fetchKeySet(deadlineMs, mayRetry);
      // The same document keeps the same keys, and with them all that is remembered of them.
      const same = document === known?.document ? known.keys : undefined;
      known = { document, at, keys: same ?? keySetFrom(document) };
      log.keysFetched(issuer, known.keys.size, same === undefined);
    } catch (error) {
      if (!(error instanceof FetchFailed || error instanceof NotAKeySet)) throw error;
      failedAt = now();
      log.keysNotFetched(issuer, error.message, known && Math.round(age(known) / 1000));
    }
  }

  /** One fetch at a time, however many requests wait for it; none if the budget is spent. */
  async function fetchShared(deadlineMs: number, purpose: FetchPurpose): Promise<void> {
    if (underWay === undefined) {
      if (!budget.take(purpose)) return;
      underWay = fetchOnce(deadlineMs).finally(() => {
        underWay = undefined;
      });
    }
    await underWay;
  }

  async function refreshed(): Promise<KeySet> {
    // A clock that was set back says nothing about age: such keys are due, and live no longer for it.
    if (known && age(known) < 0) known = { ...known, at: now() - times.refreshAfterMs };
    if (trusted() === undefined) await fetchShared(times.fetchDeadlineMs, 'due');
    else if (mayRefresh()) await fetchShared(times.refreshDeadlineMs, 'due');
    const keys = trusted();
    if (keys === undefined) throw new Failure('keys_unavailable');
    return keys;
  }

  return {
    current: () => (known !== undefined && isFresh(known) ? known.keys : refreshed()),
    async newerThan(keys) {
      if (known?.keys === keys) await fetchShared(times.refreshDeadlineMs, 'unexplained');
      const newest = trusted();
      return newest === keys ? undefined : newest;
    },
  };
}
