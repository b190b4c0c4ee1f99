import { apiIdOf, checkApi } from '../assembly/check-api.ts';
import type { FunctionFinder } from '../assembly/invoked-function.ts';
import {
  flag,
  type Resource,
  rejectProblems,
  requiredText,
  resourceError,
  text,
  textMap,
  texts,
  wholeNumber,
} from '../assembly/resource.ts';
import type { RestApi, RestStage } from './definition.ts';
import { readGatewayResponse } from './read-gateway-response.ts';
import { readLimits } from './read-limits.ts';
import { readRestMethod } from './read-rest-method.ts';
import { readResourcePaths } from './resource-paths.ts';

/**
 * Reads a REST API from the assembly's resources; each of its stages is served as an API. Methods
 * that are not emulated are closed.
 *
 * @throws {UserError} naming a resource that is not emulated and affects all methods
 */
export function readRestApi(
  api: Resource,
  resources: readonly Resource[],
  find: FunctionFinder,
): readonly RestApi[] {
  checkApi(api, resources);
  const endpoint = JSON.stringify(api.properties['EndpointConfiguration'] ?? {});
  if (endpoint.includes('"PRIVATE"'))
    throw resourceError(api, 'private endpoints are not emulated');
  const resourcesOf = (type: string): readonly Resource[] =>
    resources.filter((one) => one.type === `AWS::ApiGateway::${type}` && apiIdOf(one) === api.id);
  const paths = readResourcePaths(api, resourcesOf('Resource'));
  const methods = resourcesOf('Method').map((resource) =>
    readRestMethod(resource, paths, resourcesOf('Authorizer'), find),
  );
  const keys = methods.map(({ method, pattern }) => `${method} ${pattern.text}`);
  const duplicate = keys.find((key, index) => keys.indexOf(key) !== index);
  if (duplicate !== undefined) throw resourceError(api, `it has two methods ${duplicate}`);
  const stages = [
    ...resourcesOf('Stage').map(readStage),
    ...resourcesOf('Deployment').flatMap(deployedStage),
  ];
  if (stages.length === 0) throw resourceError(api, 'it has no stage');
  const { id } = api;
  const { account, region } = api.stack;
  const name = text(api, 'Name') ?? api.title;
  const gatewayResponses = new Map(resourcesOf('GatewayResponse').map(readGatewayResponse));
  const binaryMediaTypes = texts(api, 'BinaryMediaTypes').map((type) => type.toLowerCase());
  const minimumCompressionBytes = wholeNumber(api, 'MinimumCompressionSize');
  const bodies = { binaryMediaTypes, minimumCompressionBytes };
  const shared = { id, account, region, methods, gatewayResponses, ...bodies };
  return stages.map((stage) => ({
    ...shared,
    name: stages.length > 1 ? `${name} (${stage.name})` : name,
    stage,
  }));
}

function readStage(stage: Resource): RestStage {
  rejectProblems(stage);
  if (flag(stage, 'CacheClusterEnabled'))
    throw resourceError(stage, 'response caching is not emulated');
  return {
    name: requiredText(stage, 'StageName'),
    deploymentId: requiredText(stage, 'DeploymentId'),
    variables: textMap(stage, 'Variables'),
    limits: readLimits(stage),
  };
}

/** Returns the stage that a deployment with a stage name creates. */
function deployedStage(deployment: Resource): readonly RestStage[] {
  const name = text(deployment, 'StageName');
  rejectProblems(deployment);
  if (name === undefined) return [];
  return [{ name, deploymentId: deployment.id, variables: {}, limits: new Map() }];
}
