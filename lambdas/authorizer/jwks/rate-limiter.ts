/** How many key fetches an issuer gets from this instance: 10 at once, 10 a minute. */
const capacity = 10;
const refillMs = 6_000;

/** Forged tokens cannot spend the last of these, so that refreshes that are due always find one. */
const reserved = 2;

/** `due`: keys are missing or old. `unexplained`: a token came that no key explains. */
export type FetchPriority = 'due' | 'unexplained';

export interface RateLimiter {
  /** Takes one fetch out of the budget, if there is one for this purpose. */
  take(purpose: FetchPriority): boolean;
}

/**
 * Gives a full bucket, refilled by the clock: a timer would stand still while Lambda is frozen.
 * @param now milliseconds since 1970
 */
export function createRateLimiter(now: () => number): RateLimiter {
  let level = capacity;
  let filledAt = now();
  return {
    take(purpose) {
      const time = now();
      level = Math.min(capacity, level + Math.max(0, time - filledAt) / refillMs);
      filledAt = time;
      if (level < (purpose === 'due' ? 1 : 1 + reserved)) return false;
      level -= 1;
      return true;
    },
  };
}
