import { AuthorizerError } from '../authorizer-error.ts';
import type { CachePolicy } from './cache-policy.ts';
import { JwksFetchError } from './fetch-jwks.ts';
import { InvalidJwksError, type Jwks, parseJwks } from './jwks.ts';
import type { FetchPriority, RateLimiter } from './rate-limiter.ts';

/** One issuer's key set over time. Every decision is made by reading the clock, never by a timer. */
export interface JwksCache {
  /**
   * Gives the keys to verify with: at once while they are fresh, after a fetch when they are missing
   * or too old, after an attempt to refresh them when they are due.
   * @throws {AuthorizerError} `jwks_unavailable` if there are none and none can be had
   */
  current(): Jwks | Promise<Jwks>;
  /**
   * Looks for a newer key set on behalf of a token that `keys` do not explain.
   * @returns undefined if there is none, it cannot be had, or the budget for such looks is spent
   */
  refetchAfterMiss(keys: Jwks): Promise<Jwks | undefined>;
}

export interface JwksCacheDependencies {
  readonly issuer: string;
  readonly times: CachePolicy;
  readonly budget: RateLimiter;
  /** Gets the key set document. @throws {JwksFetchError} */
  readonly fetchJwks: (deadlineMs: number, mayRetry: () => boolean) => Promise<string>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: JwksLog;
}

/** What is worth knowing about keys, one line each. */
export interface JwksLog {
  jwksFetched(issuer: string, keys: number, changed: boolean): void;
  /** @param ageSeconds how old the keys are that go on serving; undefined if there are none */
  jwksFetchFailed(issuer: string, cause: string, ageSeconds: number | undefined): void;
}

interface Fetched {
  readonly document: string;
  readonly keys: Jwks;
  /** When the fetch began: the keys are at least this old. */
  readonly at: number;
}

/** Gives a source that has not fetched anything yet. */
export function createJwksCache(parts: JwksCacheDependencies): JwksCache {
  const { issuer, times, budget, now, log } = parts;
  let known: Fetched | undefined;
  let underWay: Promise<void> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;

  const age = ({ at }: Fetched) => now() - at;
  const isFresh = (keys: Fetched) => age(keys) >= 0 && age(keys) < times.refreshAfterMs;
  const trusted = () => (known && age(known) < times.maxStaleMs ? known.keys : undefined);
  const mayRefresh = () => now() < failedAt || now() - failedAt >= times.retryAfterMs;
  // Whoever has keys that serve can wait: asking twice each time would double the load of an outage.
  const mayRetry = () => trusted() === undefined && budget.take('unexplained');

  async function fetchOnce(deadlineMs: number): Promise<void> {
    const at = now();
    try {
      const document = await parts.fetchJwks(deadlineMs, mayRetry);
      // The same document keeps the same keys, and with them all that is remembered of them.
      const same = document === known?.document ? known.keys : undefined;
      known = { document, at, keys: same ?? parseJwks(document) };
      log.jwksFetched(issuer, known.keys.size, same === undefined);
    } catch (error) {
      if (!(error instanceof JwksFetchError || error instanceof InvalidJwksError)) throw error;
      failedAt = now();
      log.jwksFetchFailed(issuer, error.message, known && Math.round(age(known) / 1000));
    }
  }

  /** One fetch at a time, however many requests wait for it; none if the budget is spent. */
  async function fetchShared(deadlineMs: number, purpose: FetchPriority): Promise<void> {
    if (underWay === undefined) {
      if (!budget.take(purpose)) return;
      underWay = fetchOnce(deadlineMs).finally(() => {
        underWay = undefined;
      });
    }
    await underWay;
  }

  async function refreshed(): Promise<Jwks> {
    // A clock that was set back says nothing about age: such keys are due, and live no longer for it.
    if (known && age(known) < 0) known = { ...known, at: now() - times.refreshAfterMs };
    if (trusted() === undefined) await fetchShared(times.timeoutMs, 'due');
    else if (mayRefresh()) await fetchShared(times.refreshTimeoutMs, 'due');
    const keys = trusted();
    if (keys === undefined) throw new AuthorizerError('jwks_unavailable');
    return keys;
  }

  return {
    current: () => (known !== undefined && isFresh(known) ? known.keys : refreshed()),
    async refetchAfterMiss(keys) {
      if (known?.keys === keys) await fetchShared(times.refreshTimeoutMs, 'unexplained');
      const newest = trusted();
      return newest === keys ? undefined : newest;
    },
  };
}
