import { flag, object, type Resource, resourceError, text, textMap } from '../assembly/resource.ts';
import type { Limit } from '../gateway/throttle.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { HttpStage } from './definition.ts';

/**
 * A stage of an HTTP API.
 *
 * @throws {UserError} when nothing is deployed to it, or a setting is not understood.
 * @see CloudFormation, "AWS::ApiGatewayV2::Stage"
 */
export function readHttpStage(stage: Resource): HttpStage {
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

function limitOf(stage: Resource, settings: Json | undefined): Limit | undefined {
  if (settings === undefined) return undefined;
  if (!isJsonObject(settings)) throw resourceError(stage, 'its route settings are not an object');
  const ratePerSecond = Number(settings['ThrottlingRateLimit'] ?? accountLimit.ratePerSecond);
  const burst = Number(settings['ThrottlingBurstLimit'] ?? accountLimit.burst);
  if (!Number.isFinite(ratePerSecond) || !Number.isFinite(burst))
    throw resourceError(stage, 'its throttling settings are not numbers');
  const asAccount = ratePerSecond >= accountLimit.ratePerSecond && burst >= accountLimit.burst;
  return asAccount ? undefined : { ratePerSecond, burst };
}

/** What an account may do unless it asked for more. @see API Gateway, "Quotas" */
const accountLimit: Limit = { ratePerSecond: 10_000, burst: 5_000 };
