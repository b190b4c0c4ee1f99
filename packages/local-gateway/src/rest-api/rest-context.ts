import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import type { ClientRequest } from '../gateway/client-request.ts';
import { apiDomain, userAgent } from '../gateway/proxy-event.ts';
import { type RequestIds, requestTime } from '../gateway/request-ids.ts';
import type { RestApi, RestMethod } from './definition.ts';

/** The values that mapping expressions can refer to. */
export interface RestContext {
  readonly request: ClientRequest;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly pathParameters: ReadonlyMap<string, string>;
  /** `$context.<name>`, nested names with dots. */
  readonly variables: ReadonlyMap<string, string>;
}

/** A request to a REST API; `method` is undefined when none matches. */
export interface RestCall {
  readonly api: RestApi;
  readonly request: ClientRequest;
  readonly ids: RequestIds;
  readonly method: RestMethod | undefined;
  /** Percent-encoded, as sent. */
  readonly pathParameters: ReadonlyMap<string, string>;
}

/**
 * Returns the `$context` of a request.
 *
 * @see API Gateway, "Variables for access logging for API Gateway"
 */
export function restContext(
  call: RestCall,
  authorizerResult: AuthorizerResult | undefined,
): RestContext {
  const { api, request, ids, method } = call;
  const { domainName, domainPrefix } = apiDomain(api);
  const variables = new Map<string, string>([
    ['accountId', api.account],
    ['apiId', api.id],
    ['domainName', domainName],
    ['domainPrefix', domainPrefix],
    ['extendedRequestId', ids.short],
    ['httpMethod', request.method],
    ['identity.sourceIp', request.sourceIp],
    ['identity.userAgent', userAgent(request) ?? ''],
    ['path', `/${api.stage.name}${request.rawPath}`],
    ['protocol', 'HTTP/1.1'],
    ['requestId', ids.uuid],
    ['requestTime', requestTime(request.receivedAt)],
    ['requestTimeEpoch', String(request.receivedAt.getTime())],
    ['stage', api.stage.name],
    ['deploymentId', api.stage.deploymentId],
  ]);
  if (method !== undefined)
    variables.set('resourceId', method.resourceId).set('resourcePath', method.pattern.text);
  for (const [key, value] of authorizerVariables(authorizerResult))
    variables.set(`authorizer.${key}`, value);
  const { pathParameters } = call;
  return { request, stageVariables: api.stage.variables, pathParameters, variables };
}

/** Returns the authorizer's context and principal as strings. */
export function authorizerVariables(
  result: AuthorizerResult | undefined,
): ReadonlyMap<string, string> {
  if (result?.kind !== 'allowed' && result?.kind !== 'denied') return new Map();
  const context = Object.entries(result.context ?? {});
  const variables = new Map(context.map(([key, value]) => [key, String(value)]));
  return result.principalId === undefined
    ? variables
    : variables.set('principalId', result.principalId);
}
