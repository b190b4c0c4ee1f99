import { flag, type Resource, resourceError, text } from './resource.ts';

/**
 * Checks that an API can be called at all: by AWS's own endpoint, or where that is switched off, by a
 * custom domain that leads to its root path. It is served on localhost as if called by either.
 *
 * @param api of either apiType
 * @throws {UserError} when its endpoint is switched off and nothing leads to it but a path below a domain
 * @see CloudFormation, "AWS::ApiGatewayV2::ApiMapping", "AWS::ApiGateway::BasePathMapping"
 */
export function checkReachable(api: Resource, resources: readonly Resource[]): void {
  if (!flag(api, 'DisableExecuteApiEndpoint')) return;
  const leadsToRoot = resources.some(
    (mapping) =>
      (mapping.type === 'AWS::ApiGatewayV2::ApiMapping' &&
        text(mapping, 'ApiId') === api.id &&
        (text(mapping, 'ApiMappingKey') ?? '') === '') ||
      (mapping.type === 'AWS::ApiGateway::BasePathMapping' &&
        text(mapping, 'RestApiId') === api.id &&
        (text(mapping, 'BasePath') ?? '(none)') === '(none)'),
  );
  if (!leadsToRoot)
    throw resourceError(
      api,
      'DisableExecuteApiEndpoint without a custom domain that leads to its root is not emulated',
    );
}
