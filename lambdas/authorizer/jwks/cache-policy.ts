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
  /**
   * Returns the delay after a failed fetch before the next one.
   * @param failures number of failures in a row, at least 1
   * @param hasJwks whether a known JWKS stays in use
   */
  retryDelayMs(failures: number, hasJwks: boolean): number;
}

type JwksSettings = Pick<
  AuthorizerSettings,
  'jwksRefreshSeconds' | 'jwksMaxStaleSeconds' | 'jwksTimeoutMilliseconds'
>;

/** Delays double up to these: with a known JWKS, and without one, when requests fail meanwhile. */
const maxDelayMs = 60_000;
const maxDelayWithoutJwksMs = 10_000;

/**
 * Returns the cache policy of one issuer in one instance, with jitter: after a rotation or an outage, all
 * instances would otherwise send their requests to the issuer at the same time.
 * @param random returns a number from 0 to 1, 1 excluded
 * @returns refresh after 80 to 100 % of `jwksRefreshSeconds`; retry a failed refresh after 6 to 10 s, doubling to
 *   60 s; without a JWKS, retry after 1 s, doubling to 10 s
 */
export function cachePolicy(
  { jwksRefreshSeconds, jwksMaxStaleSeconds, jwksTimeoutMilliseconds }: JwksSettings,
  random: () => number,
): CachePolicy {
  const refreshAfterMs = jwksRefreshSeconds * 1000 * (1 - 0.2 * random());
  const firstDelayMs = 10_000 * (1 - 0.4 * random());
  return {
    refreshAfterMs,
    maxStaleMs: jwksMaxStaleSeconds * 1000,
    timeoutMs: jwksTimeoutMilliseconds,
    refreshTimeoutMs: jwksTimeoutMilliseconds / 2,
    retryDelayMs: (failures, hasJwks) =>
      hasJwks
        ? Math.min(firstDelayMs * 2 ** (failures - 1), maxDelayMs)
        : Math.min(1_000 * 2 ** (failures - 1), maxDelayWithoutJwksMs),
  };
}
