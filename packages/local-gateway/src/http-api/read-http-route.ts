import { type FunctionFinder, invokedFunction } from '../assembly/invoked-function.ts';
import {
  type Resource,
  rejectUnsupported,
  requiredText,
  resourceError,
  text,
  wholeNumber,
} from '../assembly/resource.ts';
import { routeAuthorizer } from '../assembly/route-authorizer.ts';
import { pathPattern } from '../gateway/path-pattern.ts';
import type { HttpAuthorizer, HttpIntegration, HttpRoute } from './definition.ts';
import { payloadFormat } from './payload-format.ts';

/**
 * Reads a route of an HTTP API with its integration.
 *
 * @throws {UserError} when it uses an unsupported feature: IAM, JWT, scopes, integrations other
 * than Lambda proxy
 * @see CloudFormation, "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Integration"
 */
export function readHttpRoute(
  route: Resource,
  integrations: readonly Resource[],
  authorizers: readonly HttpAuthorizer[],
  find: FunctionFinder,
): HttpRoute {
  rejectUnsupported(route, 'ApiKeyRequired');
  rejectUnsupported(route, 'AuthorizationScopes');
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
    authorizer: routeAuthorizer(route, authorizers),
    integration: readIntegration(integration, find),
  };
}

function readIntegration(integration: Resource, find: FunctionFinder): HttpIntegration {
  const type = requiredText(integration, 'IntegrationType');
  if (type !== 'AWS_PROXY')
    throw resourceError(integration, `IntegrationType ${type} is not emulated, only AWS_PROXY`);
  if ((text(integration, 'ConnectionType') ?? 'INTERNET') !== 'INTERNET')
    throw resourceError(integration, 'VPC links are not emulated');
  const { IntegrationUri: uri, CredentialsArn: role } = integration.properties;
  return {
    function: invokedFunction(integration, { uri, role }, find),
    payloadFormat: payloadFormat(integration, 'PayloadFormatVersion', '1.0'),
    timeoutMilliseconds: wholeNumber(integration, 'TimeoutInMillis') ?? 30_000,
  };
}
