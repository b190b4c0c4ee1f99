import type { InvocationResult } from '../functions/invocation-result.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';

/** The outcome of an invocation for the gateway, which stops waiting at its time limit. */
export type GatewayInvocation = InvocationResult | { readonly kind: 'gateway-timeout' };

/** One invocation of a function, as the request trace records it. */
export interface TracedInvocation {
  /** JSON text. */
  readonly event: string;
  readonly result: GatewayInvocation;
  readonly milliseconds: number;
}

/**
 * Invokes a function and waits at most `limitMilliseconds`. The function keeps running after the
 * limit, as on AWS.
 *
 * @param event JSON text
 * @param trace called with the outcome
 */
export async function invokeWithin(
  lambda: LambdaFunction,
  event: string,
  traceId: string,
  limitMilliseconds: number,
  trace?: (invocation: TracedInvocation) => void,
): Promise<GatewayInvocation> {
  const timeout = Promise.withResolvers<GatewayInvocation>();
  const timer = setTimeout(() => timeout.resolve({ kind: 'gateway-timeout' }), limitMilliseconds);
  timer.unref();
  const start = performance.now();
  try {
    const result = await Promise.race([lambda.invoke(event, traceId), timeout.promise]);
    trace?.({ event, result, milliseconds: performance.now() - start });
    return result;
  } finally {
    clearTimeout(timer);
  }
}
