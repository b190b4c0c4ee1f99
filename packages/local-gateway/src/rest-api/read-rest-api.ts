import { checkReachable } from '../assembly/custom-domain.ts';
import type { FunctionFinder } from '../assembly/invoked-function.ts';
import {
  flag,
  type Resource,
  requiredText,
  resourceError,
  text,
  textMap,
  texts,
} from '../assembly/resource.ts';
import type { RestApi, RestStage } from './definition.ts';
import { readGatewayResponse } from './read-gateway-response.ts';
import { readLimits } from './read-limits.ts';
import { readRestAuthorizer } from './read-rest-authorizer.ts';
import { readRestMethod } from './read-rest-method.ts';
import { readResourcePaths } from './resource-paths.ts';

/**
 * The stages of a REST API out of the assembly's resources: each is an API of its own.
 *
 * @throws {UserError} naming the resource that asks for something that is not emulated.
 */
export function readRestApi(
  api: Resource,
  resources: readonly Resource[],
  find: FunctionFinder,
): readonly RestApi[] {
  checkReachable(api, resources);
  const endpoint = JSON.stringify(api.properties['EndpointConfiguration'] ?? {});
  if (endpoint.includes('"PRIVATE"'))
    throw resourceError(api, 'private endpoints are not emulated');
  const own = (type: string): readonly Resource[] =>
    resources.filter(
      (resource) =>
        resource.type === `AWS::ApiGateway::${type}` && text(resource, 'RestApiId') === api.id,
    );
  const paths = readResourcePaths(api, own('Resource'));
  const authorizers = own('Authorizer').map((resource) => readRestAuthorizer(resource, find));
  const methods = own('Method').map((resource) =>
    readRestMethod(resource, paths, authorizers, find),
  );
  const keys = methods.map(({ method, pattern }) => `${method} ${pattern.text}`);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw resourceError(api, `it has two methods ${twice}`);
  const stages = [...own('Stage').map(readStage), ...own('Deployment').flatMap(deployedStage)];
  if (stages.length === 0) throw resourceError(api, 'it has no stage, so nobody can call it');
  const { id, account, region } = api;
  const name = text(api, 'Name') ?? api.title;
  const gatewayResponses = new Map(own('GatewayResponse').map(readGatewayResponse));
  const binaryMediaTypes = texts(api, 'BinaryMediaTypes').map((type) => type.toLowerCase());
  const shared = { id, account, region, methods, gatewayResponses, binaryMediaTypes };
  return stages.map((stage) => ({
    ...shared,
    name: stages.length > 1 ? `${name} (${stage.name})` : name,
    stage,
  }));
}

function readStage(stage: Resource): RestStage {
  if (flag(stage, 'CacheClusterEnabled'))
    throw resourceError(stage, 'caching of responses is not emulated');
  return {
    name: requiredText(stage, 'StageName'),
    deploymentId: requiredText(stage, 'DeploymentId'),
    variables: textMap(stage, 'Variables'),
    limits: readLimits(stage),
  };
}

/** A deployment that names a stage creates it. */
function deployedStage(deployment: Resource): readonly RestStage[] {
  const name = text(deployment, 'StageName');
  if (name === undefined) return [];
  return [{ name, deploymentId: deployment.id, variables: {}, limits: new Map() }];
}
