import type { ThrottleLimit } from '../gateway/throttle.ts';
import type { JsonObject } from '../json.ts';
import { type Resource, resourceError } from './resource.ts';

/** The default limit of an account. @see API Gateway, "Quotas" */
export const accountLimit: ThrottleLimit = { ratePerSecond: 10_000, burst: 5_000 };

/**
 * Reads the throttling of a stage's settings; the account's limit where they set none.
 *
 * @throws {UserError} when it is not a number
 */
export function readThrottleLimit(stage: Resource, settings: JsonObject): ThrottleLimit {
  const ratePerSecond = Number(settings['ThrottlingRateLimit'] ?? accountLimit.ratePerSecond);
  const burst = Number(settings['ThrottlingBurstLimit'] ?? accountLimit.burst);
  if (!Number.isFinite(ratePerSecond) || !Number.isFinite(burst))
    throw resourceError(stage, 'its throttling settings are not numbers');
  return { ratePerSecond, burst };
}
