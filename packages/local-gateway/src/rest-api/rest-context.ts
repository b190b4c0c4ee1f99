import { domainOf } from '../assembly/local-names.ts';
import type { Verdict } from '../authorizer/authorizer-result.ts';
import type { ClientRequest } from '../gateway/client-request.ts';
import { headerValues } from '../gateway/headers.ts';
import { type RequestIds, requestTime } from '../gateway/request-ids.ts';
import type { RestApi, RestMethod } from './definition.ts';

/** What mapping expressions can see of a request. */
export interface RestContext {
  readonly request: ClientRequest;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly pathParameters: ReadonlyMap<string, string>;
  /** `$context.<name>`, nested names with dots. */
  readonly variables: ReadonlyMap<string, string>;
}

/** A request to a REST API; `method` is undefined where it has found none. */
export interface RestCall {
  readonly api: RestApi;
  readonly request: ClientRequest;
  readonly ids: RequestIds;
  readonly method: RestMethod | undefined;
  /** The decoded path without a trailing slash: what methods and policies see. */
  readonly path: string;
  /** As sent, percent-encoded. */
  readonly pathParameters: ReadonlyMap<string, string>;
}

/**
 * The `$context` of a call.
 *
 * @see API Gateway, "Variables for access logging for API Gateway"
 */
export function restContext(call: RestCall, verdict: Verdict | undefined): RestContext {
  const { api, request, ids, method } = call;
  const variables = new Map<string, string>([
    ['accountId', api.account],
    ['apiId', api.id],
    ['domainName', `${api.id}.execute-api.${api.region}.${domainOf(api.region)}`],
    ['domainPrefix', api.id],
    ['extendedRequestId', ids.short],
    ['httpMethod', request.method],
    ['identity.sourceIp', request.sourceIp],
    ['identity.userAgent', headerValues(request.headers, 'user-agent').at(-1) ?? ''],
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
  for (const [key, value] of authorizerVariables(verdict))
    variables.set(`authorizer.${key}`, value);
  return {
    request,
    stageVariables: api.stage.variables,
    pathParameters: call.pathParameters,
    variables,
  };
}

/** What an authorizer said, as texts: its context and the principal. */
export function authorizerVariables(verdict: Verdict | undefined): ReadonlyMap<string, string> {
  if (verdict?.kind !== 'allowed' && verdict?.kind !== 'denied') return new Map();
  const context = Object.entries(verdict.context ?? {});
  const variables = new Map(context.map(([key, value]) => [key, String(value)]));
  return verdict.principalId === undefined
    ? variables
    : variables.set('principalId', verdict.principalId);
}
