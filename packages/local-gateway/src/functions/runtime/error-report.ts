/** An error in the form of the Runtime API. */
export interface ErrorReport {
  readonly errorType: string;
  readonly errorMessage: string;
  /** The lines of the stack. */
  readonly trace: readonly string[];
}

/** @see Lambda, "AWS Lambda function errors in Node.js" */
export function errorReport(thrown: unknown): ErrorReport {
  try {
    if (!(thrown instanceof Error))
      return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
    const { name, message, stack = '' } = thrown;
    return {
      errorType: String(name),
      errorMessage: String(message),
      trace: String(stack).split('\n'),
    };
  } catch {
    const errorMessage = 'a value that cannot be converted to text';
    return { errorType: typeof thrown, errorMessage, trace: [] };
  }
}

/** Creates an error of the runtime itself, with the stack of its cause, if there is one. */
export function runtimeError(errorType: string, message: string, cause?: Error): Error {
  const name = `Runtime.${errorType}`;
  return Object.assign(new Error(message), { name, stack: cause?.stack ?? `${name}: ${message}` });
}
