import type { Json } from '../json.ts';
import { flag, type Resource, rejectProblems, resourceError, text } from './resource.ts';
import { supportedProperties } from './supported-properties.ts';

/** Returns the id of the API that a resource is a part of; undefined when it is of none. */
export function apiIdOf({ properties }: Resource): Json | undefined {
  return properties['ApiId'] ?? properties['RestApiId'];
}

/**
 * Checks what affects every route of an API: its own properties, resource types that are not
 * emulated, and whether it can be called at its root path.
 *
 * @throws {UserError} naming the resource that is not emulated
 */
export function checkApi(api: Resource, resources: readonly Resource[]): void {
  rejectProblems(api);
  checkReachable(api, resources);
  for (const resource of resources) {
    // It may be a closed route of this API.
    if (isRoute(resource) && resource.stack === api.stack && apiIdOf(resource) === undefined)
      rejectProblems(resource);
    if (supportedProperties[resource.type] === undefined && apiIdOf(resource) === api.id)
      rejectProblems(resource);
  }
}

function isRoute({ type }: Resource): boolean {
  return ['AWS::ApiGatewayV2::Route', 'AWS::ApiGateway::Method'].includes(type);
}

/**
 * Checks that an API can be called at its root path: with its own endpoint, or if that is disabled,
 * with a custom domain.
 *
 * @throws {UserError} when its endpoint is disabled and no custom domain maps its root path to it
 * @see CloudFormation, "AWS::ApiGatewayV2::ApiMapping", "AWS::ApiGateway::BasePathMapping"
 */
function checkReachable(api: Resource, resources: readonly Resource[]): void {
  if (!flag(api, 'DisableExecuteApiEndpoint')) return;
  const hasRootMapping = resources.some(
    (mapping) =>
      mapping.problems.length === 0 &&
      ((mapping.type === 'AWS::ApiGatewayV2::ApiMapping' &&
        text(mapping, 'ApiId') === api.id &&
        (text(mapping, 'ApiMappingKey') ?? '') === '') ||
        (mapping.type === 'AWS::ApiGateway::BasePathMapping' &&
          text(mapping, 'RestApiId') === api.id &&
          (text(mapping, 'BasePath') ?? '(none)') === '(none)')),
  );
  if (!hasRootMapping)
    throw resourceError(
      api,
      'DisableExecuteApiEndpoint without a custom domain mapped to the root path is not emulated',
    );
}
