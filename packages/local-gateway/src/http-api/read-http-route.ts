import { ifUnsupported } from '../assembly/if-unsupported.ts';
import { type FunctionFinder, invokedFunction } from '../assembly/invoked-function.ts';
import {
  type Resource,
  rejectProblems,
  rejectUnsupported,
  requiredText,
  resourceError,
  text,
  wholeNumber,
} from '../assembly/resource.ts';
import { routeAuthorizer } from '../assembly/route-authorizer.ts';
import { pathPattern } from '../gateway/path-pattern.ts';
import type { HttpIntegration, HttpRoute } from './definition.ts';
import { payloadFormat } from './payload-format.ts';
import { readHttpAuthorizer } from './read-http-authorizer.ts';

/** The resources of an HTTP API that its routes refer to. */
export interface HttpApiResources {
  readonly authorizers: readonly Resource[];
  readonly integrations: readonly Resource[];
}

/**
 * Reads a route of an HTTP API with its integration. It is closed when it uses an unsupported
 * feature: IAM, JWT, scopes, integrations other than Lambda proxy.
 *
 * @throws {UserError} when its route key is malformed
 * @see CloudFormation, "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Integration"
 */
export function readHttpRoute(
  route: Resource,
  resources: HttpApiResources,
  find: FunctionFinder,
): HttpRoute {
  const key = requiredText(route, 'RouteKey');
  const [, method, path] = /^([A-Z]+) (\/.*)$/.exec(key) ?? [];
  const pattern = path === undefined ? undefined : pathPattern(path);
  if (key !== '$default' && pattern === undefined)
    throw resourceError(route, `${key} is not a route key`);
  const access = ifUnsupported(
    () => readAccess(route, resources, find),
    (reason) => ({ authorizer: undefined, integration: { kind: 'closed', reason } as const }),
  );
  return { key, method: method ?? 'ANY', pattern, ...access };
}

function readAccess(
  route: Resource,
  { authorizers, integrations }: HttpApiResources,
  find: FunctionFinder,
): Pick<HttpRoute, 'authorizer' | 'integration'> {
  rejectProblems(route);
  const authorizer = routeAuthorizer(route, authorizers, (one) => readHttpAuthorizer(one, find));
  for (const name of ['ApiKeyRequired', 'AuthorizationScopes']) rejectUnsupported(route, name);
  const target = requiredText(route, 'Target');
  const integration = integrations.find(({ id }) => target === `integrations/${id}`);
  if (integration === undefined) throw resourceError(route, `it has no integration ${target}`);
  return { authorizer, integration: readIntegration(integration, find) };
}

function readIntegration(integration: Resource, find: FunctionFinder): HttpIntegration {
  rejectProblems(integration);
  const type = requiredText(integration, 'IntegrationType');
  if (type !== 'AWS_PROXY')
    throw resourceError(integration, `IntegrationType ${type} is not emulated, only AWS_PROXY`);
  if ((text(integration, 'ConnectionType') ?? 'INTERNET') !== 'INTERNET')
    throw resourceError(integration, 'VPC links are not emulated');
  const { IntegrationUri: uri, CredentialsArn: role } = integration.properties;
  return {
    kind: 'lambda',
    function: invokedFunction(integration, { uri, role }, find),
    payloadFormat: payloadFormat(integration, 'PayloadFormatVersion', '1.0'),
    timeoutMilliseconds: wholeNumber(integration, 'TimeoutInMillis') ?? 30_000,
  };
}
