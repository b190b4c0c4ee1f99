import { mayInvoke } from '../assembly/invoke-permissions.ts';
import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { type GatewayInvocation, invokeWithin } from '../gateway/invoke-within.ts';
import { notEmulated } from '../gateway/not-emulated.ts';
import type { ApiDependencies, HandlerResult } from '../gateway/servable-api.ts';
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
  const { integration, pattern } = call.method;
  if (integration.kind === 'closed') return notEmulated(integration.reason);
  if (integration.kind === 'mock') return { response: integration.respond(call.request) };
  const { title } = integration.function;
  const failWith = (error: GatewayError, note: string): HandlerResult => ({
    ...errorResult(call, error, authorizerResult),
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
