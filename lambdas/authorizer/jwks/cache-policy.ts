import type { AuthorizerSettings } from '../../../contract/settings.ts';

/** How long a JWKS is used, and how long fetching it may take, in milliseconds. */
export interface CachePolicy {
  /** A younger JWKS is used without a fetch. */
  readonly refreshAfterMs: number;
  /** An older JWKS is not trusted, even if no newer one can be fetched. */
  readonly maxStaleMs: number;
  /** Time limit of a fetch that a request depends on. */
  readonly timeoutMs: number;
  /** Time limit of a refresh, after which the request continues with the known JWKS. */
  readonly refreshTimeoutMs: number;
  /** Delay after a failed refresh before the next one. */
  readonly retryAfterMs: number;
}

type JwksSettings = Pick<
  AuthorizerSettings,
  'jwksRefreshSeconds' | 'jwksMaxStaleSeconds' | 'jwksTimeoutMilliseconds'
>;

/**
 * Returns the cache policy of one issuer in one instance, with jitter: after a rotation or an outage, all
 * instances would otherwise send their requests to the issuer at the same time.
 * @param random returns a number from 0 to 1, 1 excluded
 * @returns refresh after 80 to 100 % of `jwksRefreshSeconds`; retry 6 to 10 s after a failure, no sooner
 *   than the rate limiter permits another fetch
 */
export function cachePolicy(
  { jwksRefreshSeconds, jwksMaxStaleSeconds, jwksTimeoutMilliseconds }: JwksSettings,
  random: () => number,
): CachePolicy {
  return {
    refreshAfterMs: jwksRefreshSeconds * 1000 * (1 - 0.2 * random()),
    maxStaleMs: jwksMaxStaleSeconds * 1000,
    timeoutMs: jwksTimeoutMilliseconds,
    refreshTimeoutMs: jwksTimeoutMilliseconds / 2,
    retryAfterMs: 10_000 * (1 - 0.4 * random()),
  };
}
