/** An error in the form of the Runtime API. */
export interface ErrorReport {
  readonly errorType: string;
  readonly errorMessage: string;
  /** The lines of the stack. */
  readonly trace: readonly string[];
}

/** @see Lambda, "AWS Lambda function errors in Node.js" */
export function errorReport(thrown: unknown): ErrorReport {
  if (!(thrown instanceof Error))
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  const { name, message, stack = '' } = thrown;
  return { errorType: name, errorMessage: message, trace: stack.split('\n') };
}

/** Creates an error of the runtime itself, with the stack of its cause, if there is one. */
export function runtimeError(errorType: string, message: string, cause?: Error): Error {
  const name = `Runtime.${errorType}`;
  return Object.assign(new Error(message), { name, stack: cause?.stack ?? `${name}: ${message}` });
}
