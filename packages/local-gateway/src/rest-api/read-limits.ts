import { type Resource, resourceError } from '../assembly/resource.ts';
import type { Limit } from '../gateway/throttle.ts';
import { isJsonObject, type Json } from '../json.ts';

/**
 * The throttling that a stage's method settings ask for, by `<METHOD> <resource path>`.
 *
 * @throws {UserError} when they ask for caching, which is not emulated.
 * @see CloudFormation, "AWS::ApiGateway::Stage MethodSetting"
 */
export function readLimits(stage: Resource): ReadonlyMap<string, Limit> {
  const settings = stage.properties['MethodSettings'] ?? [];
  if (!Array.isArray(settings)) throw resourceError(stage, 'MethodSettings is not a list');
  return new Map(settings.flatMap((setting: Json) => readLimit(stage, setting)));
}

function readLimit(stage: Resource, setting: Json): [string, Limit][] {
  if (!isJsonObject(setting)) throw resourceError(stage, 'a method setting is not an object');
  if (setting['CachingEnabled'] === true || setting['CachingEnabled'] === 'true')
    throw resourceError(stage, 'caching of responses is not emulated');
  const rate = setting['ThrottlingRateLimit'];
  const burst = setting['ThrottlingBurstLimit'];
  if (rate === undefined && burst === undefined) return [];
  const limit = { ratePerSecond: Number(rate ?? 10_000), burst: Number(burst ?? 5_000) };
  if (!Number.isFinite(limit.ratePerSecond) || !Number.isFinite(limit.burst))
    throw resourceError(stage, 'its throttling settings are not numbers');
  // A slash within the path is written ~1, as in a JSON pointer.
  const path = String(setting['ResourcePath'] ?? '/*')
    .replace(/^\/(?=~1)/, '')
    .replaceAll('~1', '/');
  return [[`${setting['HttpMethod'] ?? '*'} ${path}`, limit]];
}
