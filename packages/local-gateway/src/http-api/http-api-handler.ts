import { mayInvoke } from '../assembly/invoke-permissions.ts';
import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import {
  badPathNote,
  type ClientRequest,
  type Header,
  type RequestError,
} from '../gateway/client-request.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { invokeWithin } from '../gateway/invoke-within.ts';
import { notEmulated } from '../gateway/not-emulated.ts';
import { type RequestIds, requestIds } from '../gateway/request-ids.ts';
import type { ApiDependencies, ApiHandler, HandlerResult } from '../gateway/servable-api.ts';
import { createThrottles } from '../gateway/throttle.ts';
import type { JsonObject } from '../json.ts';
import { createAuthorize } from './authorize.ts';
import { chooseRoute, chooseStage } from './choose-route.ts';
import { preflightResponse, withCors } from './cors.ts';
import type { HttpApi } from './definition.ts';
import { integrationEventV1 } from './event-v1.ts';
import { integrationEventV2 } from './event-v2.ts';
import { gatewayResponse } from './gateway-response.ts';
import type { HttpCall } from './http-call.ts';
import { integrationResponse } from './integration-response.ts';
import { createWwwAuthenticateNote } from './www-authenticate-note.ts';

/**
 * Creates the handler of an HTTP API.
 *
 * @see API Gateway, "Work with routes", "Control access to HTTP APIs with AWS Lambda authorizers"
 */
export function createHttpApiHandler(api: HttpApi, dependencies: ApiDependencies): ApiHandler {
  const authorize = createAuthorize(dependencies);
  const isWithinLimit = createThrottles(dependencies.now);
  const wwwAuthenticateNote = createWwwAuthenticateNote();

  const handleCall = async (call: HttpCall): Promise<HandlerResult> => {
    const { stage, route } = call;
    call.request.trace?.({ route: route.key });
    const limit = stage.routeLimits.get(route.key) ?? stage.defaultLimit;
    if (!isWithinLimit(`${stage.name}/${route.key}`, limit)) return gatewayError(429);
    if (route.authorizer === undefined) return integrate(call, undefined, dependencies);
    const authorizerResult = await authorize(call, route.authorizer);
    if (authorizerResult.kind !== 'allowed')
      return {
        ...gatewayError(rejectionStatus[authorizerResult.kind], hint(authorizerResult)),
        authorizerResult,
      };
    const context = integrationContext(route.authorizer.payloadFormat, authorizerResult.context);
    return { ...(await integrate(call, context, dependencies)), authorizerResult };
  };

  const handle = async (request: ClientRequest, ids: RequestIds): Promise<HandlerResult> => {
    const { requestError } = request;
    const destination = requestError === undefined ? chooseStage(api, request.path) : undefined;
    const chosen = destination && chooseRoute(api.routes, request.method, destination.path);
    // API Gateway answers a preflight request only where no route matches it.
    const preflight =
      api.cors === undefined || destination === undefined || chosen !== undefined
        ? undefined
        : preflightResponse(api.cors, request);
    if (preflight !== undefined) return { response: preflight };
    const result =
      destination === undefined || chosen === undefined
        ? unmatched(requestError)
        : await handleCall({ api, request, ids, ...destination, ...chosen });
    if (api.cors === undefined) return result;
    return { ...result, response: withCors(api.cors, request, result.response) };
  };

  return async (request) => {
    const ids = requestIds(request.receivedAt);
    const { response, authorizerResult, note } = await handle(request, ids);
    const headers: readonly Header[] = [...response.headers, ['Apigw-Requestid', ids.short]];
    return {
      authorizerResult,
      note: note ?? wwwAuthenticateNote(response),
      response: { ...response, headers },
    };
  };
}

function gatewayError(
  status: Parameters<typeof gatewayResponse>[0],
  note?: string | undefined,
): HandlerResult {
  return { response: gatewayResponse(status), note };
}

/** Returns the response to a request without a route. */
function unmatched(error: RequestError | undefined): HandlerResult {
  if (error === undefined) return gatewayError(404);
  return gatewayError(requestErrorStatus[error], error === 'bad-path' ? badPathNote : undefined);
}

const requestErrorStatus: Readonly<Record<RequestError, 400 | 413 | 431>> = {
  'bad-path': 400,
  'body-too-large': 413,
  'headers-too-large': 431,
};

const rejectionStatus = { 'no-identity': 401, denied: 403, failed: 500 } as const;

async function integrate(
  call: HttpCall,
  context: JsonObject | null | undefined,
  dependencies: ApiDependencies,
): Promise<HandlerResult> {
  const { integration } = call.route;
  if (integration.kind === 'closed') return notEmulated(integration.reason);
  const { function: settings, payloadFormat, timeoutMilliseconds } = integration;
  const { title } = settings;
  if (!mayInvoke(settings, integrationArn(call)))
    return gatewayError(500, `API Gateway has no permission to invoke ${title}`);
  const createEvent = payloadFormat === '1.0' ? integrationEventV1 : integrationEventV2;
  const result = await invokeWithin(
    dependencies.lambda(settings),
    JSON.stringify(createEvent(call, context)),
    call.ids.traceId,
    timeoutMilliseconds,
    (invocation) => call.request.trace?.({ integration: invocation }),
  );
  switch (result.kind) {
    case 'too-large':
      return gatewayError(413);
    case 'gateway-timeout':
      return gatewayError(503, `${title} took longer than ${timeoutMilliseconds} ms`);
    case 'throttled':
      return gatewayError(500, `${title} is at its reserved concurrency`);
    case 'failed':
      return gatewayError(500, `${title} failed: ${result.errorMessage}`);
    case 'returned': {
      const response = integrationResponse(result.payload, payloadFormat);
      if (response !== undefined) return { response };
      return gatewayError(500, `${title} returned a malformed response`);
    }
  }
}

/** Returns the ARN that the function's permission must match: the route's, not the request path's. */
function integrationArn({ api, stage, request, route }: HttpCall): string {
  return executeApiArn(api, stage.name, request.method, route.pattern?.text ?? '/$default');
}

/** Returns the context for the integration; an authorizer of format 1.0 passes on strings only. */
function integrationContext(
  format: '1.0' | '2.0',
  context: JsonObject | undefined,
): JsonObject | null {
  if (context === undefined || format === '2.0') return context ?? null;
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key, String(value)]));
}

function hint(result: AuthorizerResult): string | undefined {
  return result.kind === 'failed' && result.thrown === 'Unauthorized'
    ? "an HTTP API is not known to turn the error 'Unauthorized' into 401; return a Deny for 403"
    : undefined;
}
