import { domainOf } from '../assembly/local-names.ts';
import type { Verdict } from '../authorizer/authorizer-result.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { grouped, headerValues, objectFrom } from '../gateway/headers.ts';
import { requestTime } from '../gateway/request-ids.ts';
import type { JsonObject } from '../json.ts';
import { eventBody } from './event-body.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { authorizerVariables, type RestCall } from './rest-context.ts';

/**
 * The event of a Lambda proxy integration of a REST API: what is not there is null.
 *
 * @param verdict of the method's authorizer; undefined on an open method
 * @see API Gateway, "Lambda proxy integrations in API Gateway": input format
 */
export function integrationEvent(call: RestCall, verdict: Verdict | undefined): JsonObject {
  const authorizer =
    verdict?.kind === 'allowed'
      ? {
          authorizer: {
            ...Object.fromEntries(authorizerVariables(verdict)),
            integrationLatency: verdict.milliseconds,
          },
        }
      : {};
  return {
    ...skeleton(call, 'integration'),
    requestContext: { ...requestContext(call), ...authorizer },
    ...eventBody(call.request, call.api.binaryMediaTypes),
  };
}

/**
 * The event of a REQUEST authorizer of a REST API: empty maps where the integration sees null.
 *
 * @see API Gateway, "Input to an API Gateway Lambda authorizer"
 */
export function requestAuthorizerEvent(call: RestCall): JsonObject {
  return {
    type: 'REQUEST',
    methodArn: methodArn(call),
    ...skeleton(call, 'authorizer'),
    requestContext: requestContext(call),
  };
}

/** The event of a TOKEN authorizer: these three members and nothing else. */
export function tokenAuthorizerEvent(call: RestCall, token: string): JsonObject {
  return { type: 'TOKEN', authorizationToken: token, methodArn: methodArn(call) };
}

/** The ARN of the method that a call wants to invoke, with the path of the request. */
export function methodArn({ api, request, path }: RestCall): string {
  return executeApiArn(api, api.stage.name, request.method, path);
}

function skeleton(call: RestCall, receiver: 'authorizer' | 'integration'): JsonObject {
  const { request, method, api } = call;
  const headers = forwardedHeaders(call, receiver);
  const nothing = receiver === 'authorizer' ? {} : null;
  const query = grouped(new URLSearchParams(request.rawQuery));
  const stageVariables = new Map(Object.entries(api.stage.variables));
  return {
    resource: method?.pattern.text ?? null,
    path: request.rawPath,
    httpMethod: request.method,
    headers: objectFrom(headers, last) ?? nothing,
    multiValueHeaders: objectFrom(headers, (values) => values) ?? nothing,
    queryStringParameters: objectFrom(query, last) ?? nothing,
    multiValueQueryStringParameters: objectFrom(query, (values) => values) ?? nothing,
    pathParameters: objectFrom(call.pathParameters, (value) => value) ?? nothing,
    stageVariables: objectFrom(stageVariables, (value) => value) ?? nothing,
  };
}

function requestContext({ api, request, ids, method }: RestCall): JsonObject {
  return {
    resourceId: method?.resourceId ?? null,
    resourcePath: method?.pattern.text ?? null,
    httpMethod: request.method,
    extendedRequestId: ids.short,
    requestTime: requestTime(request.receivedAt),
    path: `/${api.stage.name}${request.rawPath}`,
    accountId: api.account,
    protocol: 'HTTP/1.1',
    stage: api.stage.name,
    domainPrefix: api.id,
    requestTimeEpoch: request.receivedAt.getTime(),
    requestId: ids.uuid,
    identity: {
      ...{ cognitoIdentityPoolId: null, accountId: null, cognitoIdentityId: null, caller: null },
      sourceIp: request.sourceIp,
      ...{ principalOrgId: null, accessKey: null, cognitoAuthenticationType: null },
      ...{ cognitoAuthenticationProvider: null, userArn: null },
      userAgent: headerValues(request.headers, 'user-agent').at(-1) ?? null,
      user: null,
    },
    domainName: `${api.id}.execute-api.${api.region}.${domainOf(api.region)}`,
    deploymentId: api.stage.deploymentId,
    apiId: api.id,
  };
}

function last(values: readonly string[]): string {
  return values.at(-1) ?? '';
}
