import { domainOf } from '../assembly/local-names.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { canonicalHeaderName, grouped, headerValues, objectFrom } from '../gateway/headers.ts';
import { requestTime } from '../gateway/request-ids.ts';
import type { JsonObject } from '../json.ts';
import type { HttpCall } from './call.ts';
import { eventBody } from './event-body.ts';
import { forwardedHeaders } from './forwarded-headers.ts';

/**
 * The event of a Lambda proxy integration of an HTTP API, payload format 1.0.
 *
 * @param context the authorizer's context: undefined on an open route, null when it gave none
 * @see API Gateway, "Create AWS Lambda proxy integrations for HTTP APIs": payload format 1.0
 */
export function integrationEventV1(
  call: HttpCall,
  context: JsonObject | null | undefined,
): JsonObject {
  const { requestContext, ...event } = skeleton(call, null);
  const authorizer = context === undefined ? {} : { authorizer: context ?? {} };
  return {
    version: '1.0',
    ...event,
    requestContext: { ...requestContext, ...authorizer },
    ...eventBody(call.request),
  };
}

/**
 * The event of a Lambda authorizer of an HTTP API, payload format 1.0.
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
    ...skeleton(call, {}),
  };
}

/** @param nothing what stands for an empty map: the integration sees null, the authorizer `{}` */
function skeleton(
  call: HttpCall,
  nothing: JsonObject | null,
): JsonObject & { readonly requestContext: JsonObject } {
  const { request, route, stage } = call;
  const query = grouped(new URLSearchParams(request.rawQuery));
  const headers = headersV1(call);
  return {
    resource: route.pattern?.text ?? '$default',
    // Encoded, where the request context's path is decoded.
    path: request.rawPath,
    httpMethod: request.method,
    headers: objectFrom(headers, last) ?? null,
    multiValueHeaders: objectFrom(headers, (values) => values) ?? null,
    queryStringParameters: objectFrom(query, last) ?? nothing,
    multiValueQueryStringParameters: objectFrom(query, (values) => values) ?? nothing,
    pathParameters: objectFrom(call.pathParameters, (value) => value) ?? nothing,
    stageVariables: Object.keys(stage.variables).length > 0 ? stage.variables : nothing,
    requestContext: requestContext(call),
  };
}

function requestContext({ api, stage, route, request, ids, ...call }: HttpCall): JsonObject {
  return {
    accountId: api.account,
    apiId: api.id,
    domainName: `${api.id}.execute-api.${api.region}.${domainOf(api.region)}`,
    domainPrefix: api.id,
    extendedRequestId: ids.short,
    httpMethod: request.method,
    identity: {
      ...{ accessKey: null, accountId: null, caller: null, cognitoAuthenticationProvider: null },
      ...{ cognitoAuthenticationType: null, cognitoIdentityId: null, cognitoIdentityPoolId: null },
      ...{ principalOrgId: null, user: null, userArn: null },
      sourceIp: request.sourceIp,
      userAgent: headerValues(request.headers, 'user-agent').at(-1) ?? '',
    },
    path: stage.name === '$default' ? call.path : `/${stage.name}${call.path}`,
    protocol: 'HTTP/1.1',
    requestId: ids.short,
    requestTime: requestTime(request.receivedAt),
    requestTimeEpoch: request.receivedAt.getTime(),
    resourceId: route.key,
    resourcePath: route.pattern?.text ?? '$default',
    stage: stage.name,
  };
}

/** Format 1.0 shows names in title case and keeps repeated headers apart. */
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

function last(values: readonly string[]): string {
  return values.at(-1) ?? '';
}
