import { mayInvoke } from '../assembly/invoke-permissions.ts';
import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import type { Header } from '../gateway/client-request.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { type GatewayInvocation, invokeWithin } from '../gateway/invoke-within.ts';
import { notEmulated } from '../gateway/not-emulated.ts';
import type { RequestIds } from '../gateway/request-ids.ts';
import type { ApiDependencies, HandlerResult } from '../gateway/servable-api.ts';
import { compressed } from './compression.ts';
import type { RestMethod } from './definition.ts';
import { errorResult } from './error-response.ts';
import { integrationEvent } from './event.ts';
import { type GatewayError, gatewayErrors } from './gateway-errors.ts';
import { integrationResponse } from './integration-response.ts';
import type { RestCall } from './rest-context.ts';

/** A request matched to a method. */
export type MethodCall = RestCall & { readonly method: RestMethod };

/** Passes an authorized request to the integration of its method. */
export async function integrate(
  call: MethodCall,
  authorizerResult: AuthorizerResult | undefined,
  dependencies: ApiDependencies,
): Promise<HandlerResult> {
  const { api, request, ids } = call;
  const { integration, pattern } = call.method;
  if (integration.kind === 'closed') return notEmulated(integration.reason);
  if (integration.kind === 'mock') {
    const response = integration.respond(request);
    return { response: compressed(response, request, api.minimumCompressionBytes) };
  }
  const { title } = integration.function;
  const failWith = (error: GatewayError, note: string): HandlerResult => ({
    ...errorResult(call, error, authorizerResult),
    note,
  });
  const arn = executeApiArn(api, api.stage.name, request.method, pattern.text);
  if (!mayInvoke(integration.function, arn))
    return failWith(gatewayErrors.serverError, `API Gateway has no permission to invoke ${title}`);
  const result = await invokeWithin(
    dependencies.lambda(integration.function),
    JSON.stringify(integrationEvent(call, authorizerResult)),
    ids.traceId,
    integration.timeoutMilliseconds,
    (invocation) => request.trace?.({ integration: invocation }),
  );
  if (result.kind !== 'returned') {
    const reason = result.kind === 'failed' ? result.errorMessage : result.kind;
    return withTraceId(failWith(invocationErrors[result.kind], `${title}: ${reason}`), ids);
  }
  const response = integrationResponse(result.payload, request, api.binaryMediaTypes);
  return withTraceId(
    response.kind === 'response'
      ? { response: compressed(response, request, api.minimumCompressionBytes) }
      : failWith(gatewayErrors[response.kind], `${title} returned ${response.problem}`),
    ids,
  );
}

/** Only a response to an invocation has the trace id, as recorded on AWS. */
function withTraceId(result: HandlerResult, { traceId }: RequestIds): HandlerResult {
  const { response } = result;
  const headers: Header[] = [...response.headers, ['X-Amzn-Trace-Id', traceId]];
  return { ...result, response: { ...response, headers } };
}

const invocationErrors: Readonly<
  Record<Exclude<GatewayInvocation['kind'], 'returned'>, GatewayError>
> = {
  failed: gatewayErrors.integrationFailed,
  'gateway-timeout': gatewayErrors.integrationTimeout,
  throttled: gatewayErrors.serverError,
  'too-large': gatewayErrors.bodyTooLarge,
};
