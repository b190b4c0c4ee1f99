/** Throttling settings: a token bucket. */
export interface ThrottleLimit {
  /** Steady requests per second. */
  readonly ratePerSecond: number;
  /** The bucket's size in requests. */
  readonly burst: number;
}

/** Whether one more request may pass now. */
export type Throttle = () => boolean;

/**
 * A token bucket, full at first.
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
 * Throttles made on first use, one for each key.
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
