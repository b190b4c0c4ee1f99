import { createHash } from 'node:crypto';
import { mayInvoke } from '../assembly/invoke-permissions.ts';
import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import type { ClientRequest, Header, RequestError } from '../gateway/client-request.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { headerValues } from '../gateway/headers.ts';
import { type GatewayInvocation, invokeWithin } from '../gateway/invoke-within.ts';
import { requestIds } from '../gateway/request-ids.ts';
import type { ApiDependencies, ApiHandler, HandlerResult } from '../gateway/servable-api.ts';
import { createThrottles, type ThrottleLimit } from '../gateway/throttle.ts';
import { createAuthorize } from './authorize.ts';
import { chooseMethod, withoutTrailingSlash } from './choose-method.ts';
import type { RestApi, RestMethod, RestStage } from './definition.ts';
import { errorResponse } from './error-response.ts';
import { integrationEvent, methodArn } from './event.ts';
import { type GatewayError, gatewayErrors, incompleteSignature } from './gateway-errors.ts';
import { integrationResponse } from './integration-response.ts';
import { type RestCall, restContext } from './rest-context.ts';

/** A request matched to a method. */
type MethodCall = RestCall & { readonly method: RestMethod };

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
      return fail(call, gatewayErrors.throttled);
    if (method.authorizer === undefined) return integrate(call, undefined, dependencies);
    if (Buffer.byteLength(methodArn(call)) > maxArnBytes)
      return fail(call, gatewayErrors.uriTooLong);
    const authorizerResult = await authorize(call, method.authorizer);
    const error = authorizerError(authorizerResult);
    return error === undefined
      ? { ...(await integrate(call, authorizerResult, dependencies)), authorizerResult }
      : fail(call, error, authorizerResult);
  };

  const handle = async (call: RestCall): Promise<HandlerResult> => {
    const { request } = call;
    if (request.requestError !== undefined) return fail(call, requestErrors[request.requestError]);
    const rawPath = withoutTrailingSlash(request.rawPath);
    const chosen = chooseMethod(api.methods, request.method, call.path, rawPath);
    return chosen === undefined
      ? fail(call, noMethod(request))
      : handleCall({ ...call, ...chosen });
  };

  return async (request) => {
    const ids = requestIds(request.receivedAt);
    const path = withoutTrailingSlash(request.path);
    const result = await handle({
      api,
      request,
      ids,
      path,
      method: undefined,
      pathParameters: new Map(),
    });
    const idHeaders: Header[] = [
      ['x-amzn-RequestId', ids.uuid],
      ['x-amz-apigw-id', ids.short],
      ['X-Amzn-Trace-Id', ids.traceId],
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

async function integrate(
  call: MethodCall,
  authorizerResult: AuthorizerResult | undefined,
  dependencies: ApiDependencies,
): Promise<HandlerResult> {
  const { integration, pattern } = call.method;
  if (integration.kind === 'mock') return { response: integration.response };
  const { title } = integration.function;
  const failWith = (error: GatewayError, note: string): HandlerResult => ({
    ...fail(call, error, authorizerResult),
    note,
  });
  const arn = executeApiArn(call.api, call.api.stage.name, call.request.method, pattern.text);
  if (!mayInvoke(integration.function, arn))
    return failWith(gatewayErrors.notInvoked, `API Gateway has no permission to invoke ${title}`);
  const result = await invokeWithin(
    dependencies.lambda(integration.function),
    JSON.stringify(integrationEvent(call, authorizerResult)),
    call.ids.traceId,
    integration.timeoutMilliseconds,
    (invocation) => call.request.trace?.({ integration: invocation }),
  );
  if (result.kind !== 'returned') {
    const reason = result.kind === 'failed' ? result.errorMessage : result.kind;
    return failWith(invocationErrors[result.kind], `${title}: ${reason}`);
  }
  const response = integrationResponse(result.payload, call.request, call.api.binaryMediaTypes);
  if (response !== undefined) return { response };
  return failWith(gatewayErrors.integrationFailed, `${title} returned a malformed response`);
}

const invocationErrors: Readonly<
  Record<Exclude<GatewayInvocation['kind'], 'returned'>, GatewayError>
> = {
  failed: gatewayErrors.integrationFailed,
  'gateway-timeout': gatewayErrors.integrationTimeout,
  throttled: gatewayErrors.notInvoked,
  'too-large': gatewayErrors.bodyTooLarge,
};

function fail(
  call: RestCall,
  error: GatewayError,
  authorizerResult?: AuthorizerResult,
): HandlerResult {
  const response = errorResponse(call.api, error, restContext(call, authorizerResult));
  return { response, authorizerResult };
}

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
