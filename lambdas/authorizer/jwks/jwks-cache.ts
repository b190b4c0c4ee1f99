import { AuthorizerError } from '../authorizer-error.ts';
import type { CachePolicy } from './cache-policy.ts';
import { InvalidJwksError, type Jwks, parseJwks } from './jwks.ts';
import { JwksFetchError } from './jwks-fetch-error.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** One issuer's JWKS over time. Every decision is made by reading the clock, never by a timer. */
export interface JwksCache {
  /**
   * Returns the JWKS to verify with: at once while it is fresh, after a fetch when it is missing or too
   * old, after an attempt to refresh it otherwise.
   * @throws {AuthorizerError} `jwks_unavailable` if there is none: after a fetch that failed, or at once while
   *   the next fetch is delayed
   */
  current(): Jwks | Promise<Jwks>;
  /**
   * Fetches the JWKS again because no key of `jwks` verifies a token that is otherwise valid.
   * @returns undefined if there is no newer one, or the rate limit is reached
   * @throws {AuthorizerError} `jwks_unavailable` if the fetch fails: a newer key may exist
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
  /** Whether the fetch succeeds; shared by all requests that wait for it. */
  let pendingFetch: Promise<boolean> | undefined;
  /** Refreshes that failed in a row, and when the last one did. */
  let failures = 0;
  let failedAt = 0;

  const age = ({ fetchedAt }: CachedJwks) => now() - fetchedAt;
  const isFresh = (entry: CachedJwks) => age(entry) >= 0 && age(entry) < policy.refreshAfterMs;
  const trusted = () => (cached && age(cached) < policy.maxStaleMs ? cached.jwks : undefined);
  // With a known JWKS there is no retry: it would double the load on the issuer during an outage.
  const mayRetry = () => trusted() === undefined && rateLimiter.take('optional');

  function mayRefresh(): boolean {
    if (failures === 0 || now() < failedAt) return true;
    return now() - failedAt >= policy.retryDelayMs(failures, trusted() !== undefined);
  }

  async function fetchOnce(timeoutMs: number): Promise<boolean> {
    const fetchedAt = now();
    try {
      const document = await dependencies.fetchJwks(timeoutMs, mayRetry);
      // An unchanged document keeps the same Jwks object, and with it the cache of verified tokens.
      const unchanged = document === cached?.document ? cached.jwks : undefined;
      cached = { document, fetchedAt, jwks: unchanged ?? parseJwks(document) };
      failures = 0;
      log.jwksFetched(issuer, cached.jwks.size, unchanged === undefined);
      return true;
    } catch (error) {
      if (!(error instanceof JwksFetchError || error instanceof InvalidJwksError)) throw error;
      log.jwksFetchFailed(issuer, error.message, cached && Math.round(age(cached) / 1000));
      return false;
    }
  }

  function fetchShared(timeoutMs: number): Promise<boolean> {
    pendingFetch ??= fetchOnce(timeoutMs).finally(() => {
      pendingFetch = undefined;
    });
    return pendingFetch;
  }

  async function refresh(timeoutMs: number): Promise<void> {
    if (pendingFetch !== undefined) {
      await pendingFetch;
      return;
    }
    if (!mayRefresh() || !rateLimiter.take('required')) return;
    if (await fetchShared(timeoutMs)) return;
    failures += 1;
    failedAt = now();
  }

  async function refreshed(): Promise<Jwks> {
    // The clock was set back, so the age is unknown: refresh now, without extending the maximum age.
    if (cached && age(cached) < 0) cached = { ...cached, fetchedAt: now() - policy.refreshAfterMs };
    await refresh(trusted() === undefined ? policy.timeoutMs : policy.refreshTimeoutMs);
    const jwks = trusted();
    if (jwks === undefined) throw new AuthorizerError('jwks_unavailable');
    return jwks;
  }

  return {
    current: () => (cached !== undefined && isFresh(cached) ? cached.jwks : refreshed()),
    async refetchAfterMiss(jwks) {
      if (cached?.jwks === jwks) {
        if (pendingFetch === undefined && !rateLimiter.take('optional')) return undefined;
        // The full timeout: an endpoint that is always slow must not prevent a rotation.
        if (!(await fetchShared(policy.timeoutMs))) throw new AuthorizerError('jwks_unavailable');
      }
      const newest = trusted();
      return newest === jwks ? undefined : newest;
    },
  };
}
