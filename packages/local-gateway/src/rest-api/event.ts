import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { proxyEventFields, proxyRequestContext } from '../gateway/proxy-event.ts';
import type { JsonObject } from '../json.ts';
import { eventBody } from './event-body.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { authorizerVariables, type RestCall } from './rest-context.ts';
import { decodedSegment, encodedSegments, withoutRepeatedSlash } from './rest-path.ts';

/**
 * Returns the event of a Lambda proxy integration of a REST API; missing fields are null.
 *
 * @param authorizerResult undefined on a public method
 * @see API Gateway, "Lambda proxy integrations in API Gateway": input format
 */
export function integrationEvent(
  call: RestCall,
  authorizerResult: AuthorizerResult | undefined,
): JsonObject {
  const authorizer =
    authorizerResult?.kind === 'allowed'
      ? {
          authorizer: {
            ...Object.fromEntries(authorizerVariables(authorizerResult)),
            integrationLatency: authorizerResult.milliseconds,
          },
        }
      : {};
  return {
    ...requestFields(call, 'integration'),
    requestContext: { ...requestContext(call), ...authorizer },
    ...eventBody(call.request, call.api.binaryMediaTypes),
  };
}

/**
 * Returns the event of a REQUEST authorizer of a REST API; missing maps are empty.
 *
 * @see API Gateway, "Input to an API Gateway Lambda authorizer"
 */
export function requestAuthorizerEvent(call: RestCall): JsonObject {
  return {
    type: 'REQUEST',
    methodArn: methodArn(call),
    ...requestFields(call, 'authorizer'),
    requestContext: requestContext(call),
  };
}

/** Returns the event of a TOKEN authorizer. */
export function tokenAuthorizerEvent(call: RestCall, token: string): JsonObject {
  return { type: 'TOKEN', authorizationToken: token, methodArn: methodArn(call) };
}

/**
 * Returns the ARN of the method that the client wants to invoke, with the segments that the resource
 * matches.
 */
export function methodArn({ api, request }: RestCall): string {
  const path = encodedSegments(request.rawPath).map(decodedSegment).join('/');
  return executeApiArn(api, api.stage.name, request.method, `/${path}`);
}

function requestFields(call: RestCall, receiver: 'authorizer' | 'integration'): JsonObject {
  const { request, method, api, pathParameters } = call;
  const resource = method?.pattern.text ?? null;
  const headers = forwardedHeaders(call, receiver);
  const stageVariables = api.stage.variables;
  const path = withoutRepeatedSlash(request.rawPath);
  const source = { request, path, resource, headers, pathParameters, stageVariables };
  return proxyEventFields(source, receiver === 'authorizer' ? {} : null);
}

function requestContext({ api, request, ids, method }: RestCall): JsonObject {
  return {
    ...proxyRequestContext(api, api.stage.name, request, ids),
    deploymentId: api.stage.deploymentId,
    path: `/${api.stage.name}${request.rawPath}`,
    requestId: ids.uuid,
    resourceId: method?.resourceId ?? null,
    resourcePath: method?.pattern.text ?? null,
  };
}
