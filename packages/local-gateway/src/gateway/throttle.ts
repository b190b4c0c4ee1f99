/** The throttling settings of a token bucket. */
export interface ThrottleLimit {
  /** Tokens added per second. */
  readonly ratePerSecond: number;
  /** The size of the bucket. */
  readonly burst: number;
}

/** Takes a token; returns false when none is left. */
export type Throttle = () => boolean;

/**
 * Creates a token bucket, which is full at first.
 *
 * @param now the clock, in milliseconds
 * @see API Gateway, "Throttle requests to your HTTP APIs for better throughput"
 */
export function createThrottle(limit: ThrottleLimit, now: () => number): Throttle {
  let tokens = limit.burst;
  let last = now();
  return () => {
    const time = now();
    tokens = Math.min(limit.burst, tokens + ((time - last) / 1000) * limit.ratePerSecond);
    last = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

/**
 * Creates a function that takes a token from the bucket of a key; without a limit it returns true.
 *
 * @param now the clock, in milliseconds
 */
export function createThrottles(
  now: () => number,
): (key: string, limit: ThrottleLimit | undefined) => boolean {
  const throttles = new Map<string, Throttle>();
  return (key, limit) => {
    if (limit === undefined) return true;
    const throttle = throttles.get(key) ?? createThrottle(limit, now);
    throttles.set(key, throttle);
    return throttle();
  };
}
