/** The outcome of an invocation of a Lambda function. */
export type InvocationResult =
  /** The function returned; the payload is JSON text. */
  | { readonly kind: 'returned'; readonly payload: string }
  /** A function error: it threw, timed out, exited, or did not load. */
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string }
  /** The event exceeds Lambda's limit. */
  | { readonly kind: 'too-large' }
  /** The reserved concurrency is in use. */
  | { readonly kind: 'throttled' };

export function functionError(error: {
  readonly errorType: string;
  readonly errorMessage: string;
}): InvocationResult {
  return { kind: 'failed', errorType: error.errorType, errorMessage: error.errorMessage };
}
