import { flag, type Resource, resourceError, text } from './resource.ts';

/**
 * Checks that an API can be called at its root path: with its own endpoint, or if that is disabled,
 * with a custom domain.
 *
 * @throws {UserError} when its endpoint is disabled and no custom domain maps its root path to it
 * @see CloudFormation, "AWS::ApiGatewayV2::ApiMapping", "AWS::ApiGateway::BasePathMapping"
 */
export function checkReachable(api: Resource, resources: readonly Resource[]): void {
  if (!flag(api, 'DisableExecuteApiEndpoint')) return;
  const hasRootMapping = resources.some(
    (mapping) =>
      (mapping.type === 'AWS::ApiGatewayV2::ApiMapping' &&
        text(mapping, 'ApiId') === api.id &&
        (text(mapping, 'ApiMappingKey') ?? '') === '') ||
      (mapping.type === 'AWS::ApiGateway::BasePathMapping' &&
        text(mapping, 'RestApiId') === api.id &&
        (text(mapping, 'BasePath') ?? '(none)') === '(none)'),
  );
  if (!hasRootMapping)
    throw resourceError(
      api,
      'DisableExecuteApiEndpoint without a custom domain mapped to the root path is not emulated',
    );
}
