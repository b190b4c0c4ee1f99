import { createHash } from 'node:crypto';
import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import {
  badPathNote,
  type ClientRequest,
  type Header,
  type RequestError,
} from '../gateway/client-request.ts';
import { headerValues } from '../gateway/headers.ts';
import { requestIds } from '../gateway/request-ids.ts';
import type { ApiDependencies, ApiHandler, HandlerResult } from '../gateway/servable-api.ts';
import { createThrottles, type ThrottleLimit } from '../gateway/throttle.ts';
import { createAuthorize } from './authorize.ts';
import { chooseMethod } from './choose-method.ts';
import { decompressed } from './compression.ts';
import type { RestApi, RestMethod, RestStage } from './definition.ts';
import { errorResult } from './error-response.ts';
import { methodArn } from './event.ts';
import { type GatewayError, gatewayErrors, incompleteSignature } from './gateway-errors.ts';
import { integrate, type MethodCall } from './integrate.ts';
import type { RestCall } from './rest-context.ts';

/** The limit of a method's ARN with authorization. @see API Gateway, "Quotas for REST APIs" */
const maxArnBytes = 1600;

/**
 * Creates the handler of a REST API's stage, served at the root instead of under the stage's name.
 *
 * @see API Gateway, "Use API Gateway Lambda authorizers", "Lambda proxy integrations"
 */
export function createRestApiHandler(api: RestApi, dependencies: ApiDependencies): ApiHandler {
  const authorize = createAuthorize(dependencies);
  const isWithinLimit = createThrottles(dependencies.now);

  const handleCall = async (call: MethodCall): Promise<HandlerResult> => {
    const { method } = call;
    const key = `${method.method} ${method.pattern.text}`;
    call.request.trace?.({ route: key });
    if (!isWithinLimit(key, limitOf(api.stage, method, call.request.method)))
      return errorResult(call, gatewayErrors.throttled);
    if (method.authorizer === undefined) return integrate(call, undefined, dependencies);
    if (Buffer.byteLength(methodArn(call)) > maxArnBytes)
      return errorResult(call, gatewayErrors.uriTooLong);
    const authorizerResult = await authorize(call, method.authorizer);
    const error = authorizerError(authorizerResult);
    return error === undefined
      ? { ...(await integrate(call, authorizerResult, dependencies)), authorizerResult }
      : errorResult(call, error, authorizerResult);
  };

  const handle = async (call: RestCall): Promise<HandlerResult> => {
    const { requestError } = call.request;
    if (requestError !== undefined)
      return {
        ...errorResult(call, requestErrors[requestError]),
        note: requestError === 'bad-path' ? badPathNote : undefined,
      };
    const request = decompressed(call.request);
    if ('responseType' in request) return errorResult(call, request);
    const chosen = chooseMethod(api.methods, request.method, request.rawPath);
    return chosen === undefined
      ? errorResult(call, noMethod(request))
      : handleCall({ ...call, request, ...chosen });
  };

  return async (request) => {
    const ids = requestIds(request.receivedAt);
    const unmatched = { method: undefined, pathParameters: new Map() };
    const result = await handle({ api, request, ids, ...unmatched });
    const idHeaders: Header[] = [
      ['x-amzn-RequestId', ids.uuid],
      ['x-amz-apigw-id', ids.short],
    ];
    const headers = [...result.response.headers, ...idHeaders];
    return { ...result, response: { ...result.response, headers } };
  };
}

const requestErrors: Readonly<Record<RequestError, GatewayError>> = {
  'bad-path': gatewayErrors.badPath,
  'body-too-large': gatewayErrors.bodyTooLarge,
  'headers-too-large': gatewayErrors.headersTooLarge,
};

function authorizerError(result: AuthorizerResult): GatewayError | undefined {
  switch (result.kind) {
    case 'allowed':
      return undefined;
    case 'denied':
      return result.explicit ? gatewayErrors.explicitDeny : gatewayErrors.implicitDeny;
    case 'no-identity':
      return gatewayErrors.unauthorized;
    case 'failed':
      return result.thrown === 'Unauthorized'
        ? gatewayErrors.unauthorized
        : gatewayErrors.authorizerFailed;
  }
}

/** Without a matching method, API Gateway reads the Authorization header as an AWS signature. */
function noMethod(request: ClientRequest): GatewayError {
  const authorization = headerValues(request.headers, 'authorization').at(-1);
  if (authorization === undefined || authorization.startsWith('AWS4-'))
    return gatewayErrors.noMethod;
  return incompleteSignature(createHash('sha256').update(authorization).digest('base64'));
}

function limitOf(
  stage: RestStage,
  method: RestMethod,
  httpMethod: string,
): ThrottleLimit | undefined {
  const path = method.pattern.text;
  const keys = [`${httpMethod} ${path}`, `* ${path}`, '* /*'];
  return keys.map((key) => stage.limits.get(key)).find((limit) => limit !== undefined);
}
