import { AuthorizerError } from '../authorizer-error.ts';
import type { CachePolicy } from './cache-policy.ts';
import { JwksFetchError } from './fetch-jwks.ts';
import { InvalidJwksError, type Jwks, parseJwks } from './jwks.ts';
import type { FetchPriority, RateLimiter } from './rate-limiter.ts';

/** One issuer's JWKS over time. Every decision is made by reading the clock, never by a timer. */
export interface JwksCache {
  /**
   * Returns the JWKS to verify with: at once while it is fresh, after a fetch when it is missing or too
   * old, after an attempt to refresh it otherwise.
   * @throws {AuthorizerError} `jwks_unavailable` if there is none and none can be fetched
   */
  current(): Jwks | Promise<Jwks>;
  /**
   * Fetches the JWKS again because no key of `jwks` verifies a token.
   * @returns undefined if there is no newer one, it cannot be fetched, or the rate limit is reached
   */
  refetchAfterMiss(jwks: Jwks): Promise<Jwks | undefined>;
}

export interface JwksCacheDependencies {
  readonly issuer: string;
  readonly policy: CachePolicy;
  readonly rateLimiter: RateLimiter;
  /** Fetches the JWKS document. @throws {JwksFetchError} */
  readonly fetchJwks: (timeoutMs: number, mayRetry: () => boolean) => Promise<string>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: JwksLog;
}

/** Takes what is worth logging about a JWKS. */
export interface JwksLog {
  jwksFetched(issuer: string, keys: number, changed: boolean): void;
  /** @param ageSeconds age of the JWKS that stays in use; undefined if there is none */
  jwksFetchFailed(issuer: string, cause: string, ageSeconds: number | undefined): void;
}

interface CachedJwks {
  readonly document: string;
  readonly jwks: Jwks;
  /** When the fetch began: the JWKS is at least this old. */
  readonly fetchedAt: number;
}

/** Creates an empty cache. */
export function createJwksCache(dependencies: JwksCacheDependencies): JwksCache {
  const { issuer, policy, rateLimiter, now, log } = dependencies;
  let cached: CachedJwks | undefined;
  let pendingFetch: Promise<void> | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;

  const age = ({ fetchedAt }: CachedJwks) => now() - fetchedAt;
  const isFresh = (entry: CachedJwks) => age(entry) >= 0 && age(entry) < policy.refreshAfterMs;
  const trusted = () => (cached && age(cached) < policy.maxStaleMs ? cached.jwks : undefined);
  const mayRefresh = () => now() < failedAt || now() - failedAt >= policy.retryAfterMs;
  // With a known JWKS there is no retry: it would double the load on the issuer during an outage.
  const mayRetry = () => trusted() === undefined && rateLimiter.take('optional');

  async function fetchOnce(timeoutMs: number): Promise<void> {
    const fetchedAt = now();
    try {
      const document = await dependencies.fetchJwks(timeoutMs, mayRetry);
      // An unchanged document keeps the same Jwks object, and with it the cache of verified tokens.
      const unchanged = document === cached?.document ? cached.jwks : undefined;
      cached = { document, fetchedAt, jwks: unchanged ?? parseJwks(document) };
      log.jwksFetched(issuer, cached.jwks.size, unchanged === undefined);
    } catch (error) {
      if (!(error instanceof JwksFetchError || error instanceof InvalidJwksError)) throw error;
      failedAt = now();
      log.jwksFetchFailed(issuer, error.message, cached && Math.round(age(cached) / 1000));
    }
  }

  /** Runs one fetch at a time, shared by all requests that wait for it; none if the rate limit is reached. */
  async function fetchShared(timeoutMs: number, priority: FetchPriority): Promise<void> {
    if (pendingFetch === undefined) {
      if (!rateLimiter.take(priority)) return;
      pendingFetch = fetchOnce(timeoutMs).finally(() => {
        pendingFetch = undefined;
      });
    }
    await pendingFetch;
  }

  async function refreshed(): Promise<Jwks> {
    // The clock was set back, so the age is unknown: refresh now, without extending the maximum age.
    if (cached && age(cached) < 0) cached = { ...cached, fetchedAt: now() - policy.refreshAfterMs };
    if (trusted() === undefined) await fetchShared(policy.timeoutMs, 'required');
    else if (mayRefresh()) await fetchShared(policy.refreshTimeoutMs, 'required');
    const jwks = trusted();
    if (jwks === undefined) throw new AuthorizerError('jwks_unavailable');
    return jwks;
  }

  return {
    current: () => (cached !== undefined && isFresh(cached) ? cached.jwks : refreshed()),
    async refetchAfterMiss(jwks) {
      if (cached?.jwks === jwks) await fetchShared(policy.refreshTimeoutMs, 'optional');
      const newest = trusted();
      return newest === jwks ? undefined : newest;
    },
  };
}
