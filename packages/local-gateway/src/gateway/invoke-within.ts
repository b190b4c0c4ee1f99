import type { InvocationResult } from '../functions/invocation-result.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { TracedInvocation } from './exchange.ts';

/** How an invocation ended for the gateway, which waits no longer than its limit. */
export type GatewayInvocation = InvocationResult | { readonly kind: 'gateway-timeout' };

/**
 * Invokes a function and waits for at most a time; the function itself runs on, as on AWS.
 *
 * @param event as JSON text
 * @param traced told what became of it
 */
export async function invokeWithin(
  lambda: LambdaFunction,
  event: string,
  traceId: string,
  limitMilliseconds: number,
  traced?: (invocation: TracedInvocation) => void,
): Promise<GatewayInvocation> {
  const timeout = Promise.withResolvers<GatewayInvocation>();
  const timer = setTimeout(() => timeout.resolve({ kind: 'gateway-timeout' }), limitMilliseconds);
  timer.unref();
  const start = performance.now();
  try {
    const result = await Promise.race([lambda.invoke(event, traceId), timeout.promise]);
    traced?.({ event, result, milliseconds: performance.now() - start });
    return result;
  } finally {
    clearTimeout(timer);
  }
}
