import type { AuthorizerSettings } from '../../../contract/settings.ts';

/** How long keys live, in milliseconds. */
export interface CachePolicy {
  /** Younger keys are used without asking. */
  readonly refreshAfterMs: number;
  /** Older keys are not trusted, whatever happens. */
  readonly maxStaleMs: number;
  /** For a fetch that a request cannot do without. */
  readonly timeoutMs: number;
  /** For a fetch that a request could do without: it goes on with the keys it has. */
  readonly refreshTimeoutMs: number;
  /** After a fetch that failed, keys that could still serve are asked for again this much later. */
  readonly retryAfterMs: number;
}

type KeySettings = Pick<
  AuthorizerSettings,
  'jwksRefreshSeconds' | 'jwksMaxStaleSeconds' | 'jwksTimeoutMilliseconds'
>;

/**
 * Draws the times of one issuer's keys in one instance. All instances learn of a rotation or an outage
 * in the same second: with the same times, they would ask the issuer in step ever after.
 * @param random gives a number from 0 to 1, 1 excluded
 * @returns keys are refreshed after 80 to 100 % of `jwksRefreshSeconds`, and asked for again 6 to 10 s
 *   after a failure: no sooner than the fetch budget is refilled by one
 */
export function cachePolicy(
  { jwksRefreshSeconds, jwksMaxStaleSeconds, jwksTimeoutMilliseconds }: KeySettings,
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
