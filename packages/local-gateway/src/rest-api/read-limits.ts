import { readThrottleLimit } from '../assembly/read-throttle-limit.ts';
import { type Resource, resourceError } from '../assembly/resource.ts';
import type { ThrottleLimit } from '../gateway/throttle.ts';
import { isJsonObject, type Json } from '../json.ts';

/**
 * Reads the throttling of a stage's method settings, by `<METHOD> <resource path>`.
 *
 * @throws {UserError} when they enable caching, which is not emulated
 * @see CloudFormation, "AWS::ApiGateway::Stage MethodSetting"
 */
export function readLimits(stage: Resource): ReadonlyMap<string, ThrottleLimit> {
  const settings = stage.properties['MethodSettings'] ?? [];
  if (!Array.isArray(settings)) throw resourceError(stage, 'MethodSettings is not a list');
  return new Map(settings.flatMap((setting: Json) => readLimit(stage, setting)));
}

function readLimit(stage: Resource, setting: Json): [string, ThrottleLimit][] {
  if (!isJsonObject(setting)) throw resourceError(stage, 'a method setting is not an object');
  if (setting['CachingEnabled'] === true || setting['CachingEnabled'] === 'true')
    throw resourceError(stage, 'response caching is not emulated');
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = setting;
  if (rate === undefined && burst === undefined) return [];
  // A slash within the path is written ~1, as in a JSON pointer.
  const path = String(setting['ResourcePath'] ?? '/*')
    .replace(/^\/(?=~1)/, '')
    .replaceAll('~1', '/');
  return [[`${setting['HttpMethod'] ?? '*'} ${path}`, readThrottleLimit(stage, setting)]];
}
