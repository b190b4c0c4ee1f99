/** JWKS fetches per issuer and instance: a burst of 10, and 10 a minute. */
const capacity = 10;
const refillMs = 6_000;

/** Optional fetches cannot use the last of these, so that forged tokens never prevent a refresh. */
const reserved = 2;

/** `required`: the JWKS is missing or old. `optional`: no key matches a token, and there may be a newer JWKS. */
export type FetchPriority = 'required' | 'optional';

export interface RateLimiter {
  /** Takes one fetch, and returns whether there was one left for this priority. */
  take(priority: FetchPriority): boolean;
}

/**
 * Creates a full token bucket, refilled by the clock: a timer would stop while Lambda is frozen.
 * @param now milliseconds since 1970
 */
export function createRateLimiter(now: () => number): RateLimiter {
  let level = capacity;
  let filledAt = now();
  return {
    take(priority) {
      const time = now();
      level = Math.min(capacity, level + Math.max(0, time - filledAt) / refillMs);
      filledAt = time;
      if (level < (priority === 'required' ? 1 : 1 + reserved)) return false;
      level -= 1;
      return true;
    },
  };
}
