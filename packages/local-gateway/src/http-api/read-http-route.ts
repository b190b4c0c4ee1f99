import { invokedByRole } from '../assembly/invoke-permissions.ts';
import { invokedFunctionArn } from '../assembly/invoked-function.ts';
import {
  type Resource,
  refuse,
  requiredText,
  resourceError,
  text,
  wholeNumber,
} from '../assembly/resource.ts';
import { pathPattern } from '../gateway/path-pattern.ts';
import type { FunctionFinder } from '../gateway/servable-api.ts';
import type { HttpAuthorizer, HttpIntegration, HttpRoute } from './definition.ts';
import { payloadFormat } from './payload-format.ts';

/**
 * A route of an HTTP API with its integration.
 *
 * @throws {UserError} when it asks for something that is not emulated: IAM, JWT, scopes,
 * integrations other than Lambda proxy.
 * @see CloudFormation, "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Integration"
 */
export function readHttpRoute(
  route: Resource,
  integrations: readonly Resource[],
  authorizers: readonly HttpAuthorizer[],
  find: FunctionFinder,
): HttpRoute {
  refuse(route, 'ApiKeyRequired');
  refuse(route, 'AuthorizationScopes');
  const key = requiredText(route, 'RouteKey');
  const [, method, path] = /^([A-Z]+) (\/.*)$/.exec(key) ?? [];
  const pattern = path === undefined ? undefined : pathPattern(path);
  if (key !== '$default' && pattern === undefined)
    throw resourceError(route, `${key} is not a route key`);
  const target = requiredText(route, 'Target');
  const integration = integrations.find(({ id }) => target === `integrations/${id}`);
  if (integration === undefined) throw resourceError(route, `it has no integration ${target}`);
  return {
    key,
    method: method ?? 'ANY',
    pattern,
    authorizer: authorizerOf(route, authorizers),
    integration: readIntegration(integration, find),
  };
}

function authorizerOf(
  route: Resource,
  authorizers: readonly HttpAuthorizer[],
): HttpAuthorizer | undefined {
  const type = text(route, 'AuthorizationType') ?? 'NONE';
  const id = text(route, 'AuthorizerId');
  if (type === 'NONE' && id === undefined) return undefined;
  if (type !== 'CUSTOM')
    throw resourceError(
      route,
      id === undefined || type !== 'NONE'
        ? `AuthorizationType ${type} is not emulated`
        : 'it names an authorizer, but its AuthorizationType is NONE',
    );
  const authorizer = authorizers.find((candidate) => candidate.id === id);
  if (authorizer === undefined) throw resourceError(route, 'its authorizer is not in the assembly');
  return authorizer;
}

function readIntegration(integration: Resource, find: FunctionFinder): HttpIntegration {
  const type = requiredText(integration, 'IntegrationType');
  if (type !== 'AWS_PROXY')
    throw resourceError(integration, `IntegrationType ${type} is not emulated, only AWS_PROXY`);
  if ((text(integration, 'ConnectionType') ?? 'INTERNET') !== 'INTERNET')
    throw resourceError(integration, 'VPC links are not emulated');
  const arn = invokedFunctionArn(integration, integration.properties['IntegrationUri']);
  return {
    function: invokedByRole(find(integration, arn), integration.properties['CredentialsArn']),
    payloadFormat: payloadFormat(integration, 'PayloadFormatVersion', '1.0'),
    timeoutMilliseconds: wholeNumber(integration, 'TimeoutInMillis') ?? 30_000,
  };
}
