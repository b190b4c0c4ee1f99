import { domainOf } from '../assembly/local-names.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { grouped, headerValues, objectFrom } from '../gateway/headers.ts';
import { requestTime } from '../gateway/request-ids.ts';
import type { JsonObject } from '../json.ts';
import type { HttpCall } from './call.ts';
import { eventBody } from './event-body.ts';
import { cookies, forwardedHeaders } from './forwarded-headers.ts';

/**
 * The event of a Lambda proxy integration, payload format 2.0.
 *
 * @param context the authorizer's context: undefined on an open route, null when it gave none
 * @see API Gateway, "Create AWS Lambda proxy integrations for HTTP APIs": payload format 2.0
 */
export function integrationEventV2(
  call: HttpCall,
  context: JsonObject | null | undefined,
): JsonObject {
  const { requestContext, ...event } = skeleton(call);
  const authorizer = context === undefined ? {} : { authorizer: { lambda: context } };
  const body = eventBody(call.request);
  return {
    version: '2.0',
    ...event,
    requestContext: { ...requestContext, ...authorizer },
    ...(body.body === null ? {} : { body: body.body }),
    isBase64Encoded: body.isBase64Encoded,
  };
}

/**
 * The event of a Lambda authorizer, payload format 2.0.
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
    ...skeleton(call),
  };
}

/**
 * The path as the event and the logs show it: with the stage, unless that is `$default`. A decoded
 * `?` cuts it short, as reported of AWS; routes and policies are held against the whole path.
 */
export function pathWithStage(call: HttpCall): string {
  const [path = ''] = call.path.split('?', 1);
  return call.stage.name === '$default' ? path : `/${call.stage.name}${path}`;
}

function skeleton(call: HttpCall): JsonObject & { readonly requestContext: JsonObject } {
  const { stage, route, request } = call;
  const query = grouped(new URLSearchParams(request.rawQuery));
  const jar = cookies(call);
  return {
    routeKey: route.key,
    rawPath: pathWithStage(call),
    rawQueryString: request.rawQuery,
    ...present('cookies', jar.length > 0 ? jar : undefined),
    headers: objectFrom(forwardedHeaders(call), (value) => value),
    ...present(
      'queryStringParameters',
      objectFrom(query, (values) => values.join(',')),
    ),
    requestContext: requestContext(call),
    ...present(
      'pathParameters',
      objectFrom(call.pathParameters, (value) => value),
    ),
    ...present(
      'stageVariables',
      Object.keys(stage.variables).length > 0 ? stage.variables : undefined,
    ),
  };
}

function requestContext(call: HttpCall): JsonObject {
  const { api, stage, route, request, ids } = call;
  return {
    accountId: api.account,
    apiId: api.id,
    domainName: `${api.id}.execute-api.${api.region}.${domainOf(api.region)}`,
    domainPrefix: api.id,
    http: {
      method: request.method,
      path: pathWithStage(call),
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: headerValues(request.headers, 'user-agent').at(-1) ?? '',
    },
    requestId: ids.short,
    routeKey: route.key,
    stage: stage.name,
    time: requestTime(request.receivedAt),
    timeEpoch: request.receivedAt.getTime(),
  };
}

// Format 2.0 leaves an empty field out, where 1.0 says null.
function present(name: string, value: JsonObject[string]): JsonObject {
  return value === undefined ? {} : { [name]: value };
}
