import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { canonicalHeaderName, grouped } from '../gateway/headers.ts';
import { proxyEventFields, proxyRequestContext, userAgent } from '../gateway/proxy-event.ts';
import type { JsonObject } from '../json.ts';
import { eventBody } from './event-body.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import type { HttpCall } from './http-call.ts';

/**
 * Returns the event of a Lambda proxy integration of an HTTP API, payload format 1.0.
 *
 * @param context the authorizer's context: undefined on a public route, null when it returned none
 * @see API Gateway, "Create AWS Lambda proxy integrations for HTTP APIs": payload format 1.0
 */
export function integrationEventV1(
  call: HttpCall,
  context: JsonObject | null | undefined,
): JsonObject {
  const authorizer = context === undefined ? {} : { authorizer: context ?? {} };
  return {
    version: '1.0',
    ...requestFields(call, null),
    requestContext: { ...requestContext(call), ...authorizer },
    ...eventBody(call.request),
  };
}

/**
 * Returns the event of a Lambda authorizer of an HTTP API, payload format 1.0.
 *
 * @param identity the values of the identity sources; null when none is configured
 * @see API Gateway, "Control access to HTTP APIs with AWS Lambda authorizers"
 */
export function authorizerEventV1(call: HttpCall, identity: readonly string[] | null): JsonObject {
  const joined = identity?.join(',') ?? null;
  return {
    version: '1.0',
    type: 'REQUEST',
    methodArn: executeApiArn(call.api, call.stage.name, call.request.method, call.path),
    identitySource: joined,
    authorizationToken: joined,
    ...requestFields(call, {}),
    requestContext: requestContext(call),
  };
}

function requestFields(call: HttpCall, empty: JsonObject | null): JsonObject {
  const { request, route, stage, pathParameters } = call;
  const resource = route.pattern?.text ?? '$default';
  const stageVariables = stage.variables;
  const headers = headersV1(call);
  const source = { request, path: request.rawPath, resource, headers, pathParameters };
  return proxyEventFields({ ...source, stageVariables }, empty);
}

function requestContext(call: HttpCall): JsonObject {
  const { api, stage, route, request, ids, path } = call;
  const context = proxyRequestContext(api, stage.name, request, ids);
  return {
    ...context,
    identity: { ...context.identity, userAgent: userAgent(request) ?? '' },
    path: stage.name === '$default' ? path : `/${stage.name}${path}`,
    requestId: ids.short,
    resourceId: route.key,
    resourcePath: route.pattern?.text ?? '$default',
  };
}

/** Returns the headers in title case, every value of a repeated one. */
function headersV1(call: HttpCall): ReadonlyMap<string, readonly string[]> {
  const sent = call.request.headers.map(
    ([name, value]) => [canonicalHeaderName(name.toLowerCase()), value] as const,
  );
  const added = Array.from(forwardedHeaders(call))
    .filter(([name]) => /^(x-forwarded-|x-amzn-trace-id|content-length)/.test(name))
    .map(([name, value]) => [canonicalHeaderName(name), value] as const);
  const names = new Set(added.map(([name]) => name));
  return grouped([...sent.filter(([name]) => !names.has(name)), ...added]);
}
