/**
 * Calls a function whose errors nobody reads the stack of: capturing it costs more than a rejection.
 * @throws what the function throws
 */
export function withoutStackTrace<Result>(run: () => Result): Result {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
