import { ifUnsupported } from '../assembly/if-unsupported.ts';
import { type FunctionFinder, invokedFunction } from '../assembly/invoked-function.ts';
import {
  object,
  type Resource,
  rejectProblems,
  rejectUnsupported,
  requiredText,
  resourceError,
} from '../assembly/resource.ts';
import { routeAuthorizer } from '../assembly/route-authorizer.ts';
import type { PathPattern } from '../gateway/path-pattern.ts';
import type { RestIntegration, RestMethod } from './definition.ts';
import { mockResponse } from './mock-response.ts';
import { readRestAuthorizer } from './read-rest-authorizer.ts';

/**
 * Reads a method of a REST API. It is closed when it uses an unsupported feature: IAM, API keys,
 * validators, integrations other than Lambda proxy and mocks.
 *
 * @param authorizers those of the API
 * @throws {UserError} when its path is not known
 * @see CloudFormation, "AWS::ApiGateway::Method"
 */
export function readRestMethod(
  method: Resource,
  paths: ReadonlyMap<string, PathPattern>,
  authorizers: readonly Resource[],
  find: FunctionFinder,
): RestMethod {
  const resourceId = requiredText(method, 'ResourceId');
  const pattern = paths.get(resourceId);
  if (pattern === undefined) throw resourceError(method, 'its resource is not in its API');
  const access = ifUnsupported(
    () => readAccess(method, authorizers, find),
    (reason) => ({ authorizer: undefined, integration: { kind: 'closed', reason } as const }),
  );
  return { method: requiredText(method, 'HttpMethod'), resourceId, pattern, ...access };
}

function readAccess(
  method: Resource,
  authorizers: readonly Resource[],
  find: FunctionFinder,
): Pick<RestMethod, 'authorizer' | 'integration'> {
  rejectProblems(method);
  const authorizer = routeAuthorizer(method, authorizers, (one) => readRestAuthorizer(one, find));
  for (const name of ['ApiKeyRequired', 'AuthorizationScopes', 'RequestValidatorId'])
    rejectUnsupported(method, name);
  return { authorizer, integration: readIntegration(method, find) };
}

/** Members of a Lambda proxy integration that are read, or change no response. */
const proxyMembers = new Set([
  ...['Type', 'IntegrationHttpMethod', 'Uri', 'Credentials', 'TimeoutInMillis', 'ConnectionType'],
  ...['PassthroughBehavior', 'CacheKeyParameters', 'CacheNamespace', 'IntegrationResponses'],
  ...['RequestTemplates', 'ResponseTransferMode'],
]);

function readIntegration(method: Resource, find: FunctionFinder): RestIntegration {
  const integration = object(method, 'Integration');
  const { Type: type, Uri: uri, Credentials: role } = integration;
  if (type === 'MOCK') return { kind: 'mock', respond: mockResponse(method, integration) };
  if (type !== 'AWS_PROXY')
    throw resourceError(method, `integrations of type ${String(type)} are not emulated`);
  const unknown = Object.keys(integration).find((name) => !proxyMembers.has(name));
  if (unknown !== undefined) throw resourceError(method, `Integration.${unknown} is not emulated`);
  if (integration['IntegrationHttpMethod'] !== 'POST')
    throw resourceError(method, 'Integration.IntegrationHttpMethod of a function must be POST');
  if ((integration['ResponseTransferMode'] ?? 'BUFFERED') !== 'BUFFERED')
    throw resourceError(method, 'streamed responses are not emulated');
  if ((integration['ConnectionType'] ?? 'INTERNET') !== 'INTERNET')
    throw resourceError(method, 'VPC links are not emulated');
  const timeoutMilliseconds = Number(integration['TimeoutInMillis'] ?? 29_000);
  if (!(timeoutMilliseconds > 0)) throw resourceError(method, 'TimeoutInMillis is not a number');
  const settings = invokedFunction(method, { uri, role }, find);
  return { kind: 'lambda', function: settings, timeoutMilliseconds };
}
