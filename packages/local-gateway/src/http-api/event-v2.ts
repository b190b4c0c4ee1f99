import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { grouped, objectFrom } from '../gateway/headers.ts';
import { apiDomain, userAgent } from '../gateway/proxy-event.ts';
import { requestTime } from '../gateway/request-ids.ts';
import type { JsonObject } from '../json.ts';
import { eventBody } from './event-body.ts';
import { cookies, forwardedHeaders } from './forwarded-headers.ts';
import type { HttpCall } from './http-call.ts';

/**
 * Returns the event of a Lambda proxy integration, payload format 2.0.
 *
 * @param context the authorizer's context: undefined on a public route, null when it returned none
 * @see API Gateway, "Create AWS Lambda proxy integrations for HTTP APIs": payload format 2.0
 */
export function integrationEventV2(
  call: HttpCall,
  context: JsonObject | null | undefined,
): JsonObject {
  const authorizer = context === undefined ? {} : { authorizer: { lambda: context } };
  const { body, isBase64Encoded } = eventBody(call.request);
  return {
    version: '2.0',
    ...requestFields(call),
    requestContext: { ...requestContext(call), ...authorizer },
    ...(body === null ? {} : { body }),
    isBase64Encoded,
  };
}

/**
 * Returns the event of a Lambda authorizer, payload format 2.0.
 *
 * @param identity the values of the identity sources; null when none is configured
 * @see API Gateway, "Control access to HTTP APIs with AWS Lambda authorizers"
 */
export function authorizerEventV2(call: HttpCall, identity: readonly string[] | null): JsonObject {
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: executeApiArn(call.api, call.stage.name, call.request.method, call.path),
    identitySource: identity,
    ...requestFields(call),
    requestContext: requestContext(call),
  };
}

/**
 * Returns the path of the event and the logs: with the stage, unless that is `$default`. A decoded
 * `?` ends it, as reported of AWS; routes and policies match the whole path.
 */
export function pathWithStage(call: HttpCall): string {
  const [path = ''] = call.path.split('?', 1);
  return call.stage.name === '$default' ? path : `/${call.stage.name}${path}`;
}

/** Format 2.0 omits empty fields. */
function requestFields(call: HttpCall): JsonObject {
  const { stage, route, request } = call;
  const query = grouped(new URLSearchParams(request.rawQuery));
  const cookieList = cookies(call);
  const optional = {
    cookies: cookieList.length > 0 ? cookieList : undefined,
    queryStringParameters: objectFrom(query, (values) => values.join(',')),
    pathParameters: objectFrom(call.pathParameters, (value) => value),
    stageVariables: Object.keys(stage.variables).length > 0 ? stage.variables : undefined,
  };
  return {
    routeKey: route.key,
    rawPath: pathWithStage(call),
    rawQueryString: request.rawQuery,
    headers: objectFrom(forwardedHeaders(call), (value) => value),
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

function requestContext(call: HttpCall): JsonObject {
  const { api, stage, route, request, ids } = call;
  return {
    accountId: api.account,
    apiId: api.id,
    ...apiDomain(api),
    http: {
      method: request.method,
      path: pathWithStage(call),
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: userAgent(request) ?? '',
    },
    requestId: ids.short,
    routeKey: route.key,
    stage: stage.name,
    time: requestTime(request.receivedAt),
    timeEpoch: request.receivedAt.getTime(),
  };
}
