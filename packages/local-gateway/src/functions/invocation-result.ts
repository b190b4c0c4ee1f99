/** How an invocation of a Lambda function ended. */
export type InvocationResult =
  /** The function returned; the payload is its result as JSON text. */
  | { readonly kind: 'returned'; readonly payload: string }
  /** A function error: it threw, timed out, exited, could not be loaded. */
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string }
  /** The event is larger than Lambda takes. */
  | { readonly kind: 'too-large' }
  /** More at a time than its reserved concurrency. */
  | { readonly kind: 'throttled' };

/** A function error out of what was thrown. */
export function functionError(error: {
  readonly errorType: string;
  readonly errorMessage: string;
}): InvocationResult {
  return { kind: 'failed', errorType: error.errorType, errorMessage: error.errorMessage };
}
