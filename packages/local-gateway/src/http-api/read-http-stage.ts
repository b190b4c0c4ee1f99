import { accountLimit, readThrottleLimit } from '../assembly/read-throttle-limit.ts';
import {
  flag,
  object,
  type Resource,
  rejectProblems,
  resourceError,
  text,
  textMap,
} from '../assembly/resource.ts';
import type { ThrottleLimit } from '../gateway/throttle.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { HttpStage } from './definition.ts';

/**
 * Reads a stage of an HTTP API.
 *
 * @throws {UserError} when nothing is deployed to it, or its settings are malformed
 * @see CloudFormation, "AWS::ApiGatewayV2::Stage"
 */
export function readHttpStage(stage: Resource): HttpStage {
  rejectProblems(stage);
  if (!flag(stage, 'AutoDeploy') && text(stage, 'DeploymentId') === undefined)
    throw resourceError(stage, 'nothing is deployed to it: no AutoDeploy, no DeploymentId');
  const routes = Object.entries(object(stage, 'RouteSettings'));
  return {
    name: text(stage, 'StageName') ?? stage.id,
    variables: textMap(stage, 'StageVariables'),
    defaultLimit: limitOf(stage, stage.properties['DefaultRouteSettings']),
    routeLimits: new Map(
      routes.flatMap(([key, settings]) => {
        const limit = limitOf(stage, settings);
        return limit === undefined ? [] : [[key, limit]];
      }),
    ),
  };
}

function limitOf(stage: Resource, settings: Json | undefined): ThrottleLimit | undefined {
  if (settings === undefined) return undefined;
  if (!isJsonObject(settings)) throw resourceError(stage, 'its route settings are not an object');
  const limit = readThrottleLimit(stage, settings);
  const { ratePerSecond, burst } = accountLimit;
  return limit.ratePerSecond >= ratePerSecond && limit.burst >= burst ? undefined : limit;
}
