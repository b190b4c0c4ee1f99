/** An error of the runtime itself; the name is the error type that Lambda reports. */
export class RuntimeError extends Error {
  constructor(errorType: string, message: string) {
    super(message);
    this.name = errorType;
  }
}

/** A thrown error in the form of the Runtime API. */
export interface ErrorReport {
  readonly errorType: string;
  readonly errorMessage: string;
  /** The lines of the stack. */
  readonly trace: readonly string[];
}

/**
 * Converts a thrown value to what Lambda reports: an error's name, message and stack, or the value's
 * type and text.
 *
 * @see Lambda, "AWS Lambda function errors in Node.js"
 */
export function errorReport(thrown: unknown): ErrorReport {
  if (!(thrown instanceof Error))
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return {
    errorType: thrown.name,
    errorMessage: thrown.message,
    trace: thrown.stack?.split('\n') ?? [],
  };
}
