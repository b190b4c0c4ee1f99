import { invokedByRole } from '../assembly/invoke-permissions.ts';
import { invokedFunctionArn } from '../assembly/invoked-function.ts';
import {
  object,
  type Resource,
  refuse,
  requiredText,
  resourceError,
  text,
} from '../assembly/resource.ts';
import type { PathPattern } from '../gateway/path-pattern.ts';
import type { FunctionFinder } from '../gateway/servable-api.ts';
import type { RestAuthorizer, RestIntegration, RestMethod } from './definition.ts';
import { mockReply } from './mock-reply.ts';

/**
 * A method of a REST API.
 *
 * @throws {UserError} when it asks for something that is not emulated: IAM, API keys, validators,
 * integrations other than Lambda proxy and constant mocks.
 * @see CloudFormation, "AWS::ApiGateway::Method"
 */
export function readRestMethod(
  method: Resource,
  paths: ReadonlyMap<string, PathPattern>,
  authorizers: readonly RestAuthorizer[],
  find: FunctionFinder,
): RestMethod {
  for (const name of ['ApiKeyRequired', 'AuthorizationScopes', 'RequestValidatorId'])
    refuse(method, name);
  const resourceId = requiredText(method, 'ResourceId');
  const pattern = paths.get(resourceId);
  if (pattern === undefined) throw resourceError(method, 'its resource is not in its API');
  return {
    method: requiredText(method, 'HttpMethod'),
    resourceId,
    pattern,
    authorizer: authorizerOf(method, authorizers),
    integration: readIntegration(method, find),
  };
}

function authorizerOf(
  method: Resource,
  authorizers: readonly RestAuthorizer[],
): RestAuthorizer | undefined {
  const type = text(method, 'AuthorizationType') ?? 'NONE';
  const id = text(method, 'AuthorizerId');
  if (type === 'NONE' && id === undefined) return undefined;
  if (type === 'NONE')
    throw resourceError(method, 'it names an authorizer, but its AuthorizationType is NONE');
  if (type !== 'CUSTOM') throw resourceError(method, `AuthorizationType ${type} is not emulated`);
  const authorizer = authorizers.find((candidate) => candidate.id === id);
  if (authorizer === undefined)
    throw resourceError(method, 'its authorizer is not in the assembly');
  return authorizer;
}

/** Members of a Lambda proxy integration that are read, or change no answer. */
const proxyMembers = new Set([
  ...['Type', 'IntegrationHttpMethod', 'Uri', 'Credentials', 'TimeoutInMillis', 'ConnectionType'],
  ...['PassthroughBehavior', 'CacheKeyParameters', 'CacheNamespace', 'IntegrationResponses'],
  ...['RequestTemplates', 'ResponseTransferMode'],
]);

function readIntegration(method: Resource, find: FunctionFinder): RestIntegration {
  const integration = object(method, 'Integration');
  const type = integration['Type'];
  if (type === 'MOCK') return { kind: 'mock', reply: mockReply(method, integration) };
  if (type !== 'AWS_PROXY')
    throw resourceError(method, `integrations of type ${String(type)} are not emulated`);
  const unknown = Object.keys(integration).find((name) => !proxyMembers.has(name));
  if (unknown !== undefined) throw resourceError(method, `Integration.${unknown} is not emulated`);
  if (integration['IntegrationHttpMethod'] !== 'POST')
    throw resourceError(method, 'a function is invoked by POST: Integration.IntegrationHttpMethod');
  if ((integration['ResponseTransferMode'] ?? 'BUFFERED') !== 'BUFFERED')
    throw resourceError(method, 'streamed responses are not emulated');
  if ((integration['ConnectionType'] ?? 'INTERNET') !== 'INTERNET')
    throw resourceError(method, 'VPC links are not emulated');
  const timeoutMilliseconds = Number(integration['TimeoutInMillis'] ?? 29_000);
  if (!(timeoutMilliseconds > 0)) throw resourceError(method, 'TimeoutInMillis is not a number');
  const invoked = find(method, invokedFunctionArn(method, integration['Uri']));
  const settings = invokedByRole(invoked, integration['Credentials']);
  return { kind: 'lambda', function: settings, timeoutMilliseconds };
}
