import { format } from 'node:util';

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

const methods = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  fatal: 'FATAL',
};

/**
 * Redirects the console to the standard output, one line for each call, in the function's log format.
 * Line breaks within a call become carriage returns, as in AWS's runtime client.
 *
 * @param lowestLevel of the lines in the JSON format
 * @param requestId returns the id of the current invocation; undefined before the first one
 * @see Lambda, "Configuring JSON and plain text log formats"
 */
export function captureConsole(
  logsJson: boolean,
  lowestLevel: string,
  requestId: () => string | undefined,
): void {
  const lowest = levels.indexOf(lowestLevel);
  const log = (level: string, values: readonly unknown[]): void => {
    if (logsJson && levels.indexOf(level) < lowest) return;
    const line = logsJson ? jsonLine(level, requestId(), values) : `${level} ${format(...values)}`;
    process.stdout.write(`${line.replaceAll('\n', '\r')}\n`);
  };
  for (const [method, level] of Object.entries(methods))
    Object.assign(console, { [method]: (...values: unknown[]) => log(level, values) });
}

/**
 * Returns a line in the JSON log format of Lambda's Node.js runtime: a single value unchanged,
 * several formatted as text; errors with type, message and stack.
 */
function jsonLine(
  level: string,
  requestId: string | undefined,
  values: readonly unknown[],
): string {
  const entry = { timestamp: new Date().toISOString(), level, requestId };
  if (values.length > 1) {
    const error = values.find((value) => value instanceof Error);
    return JSON.stringify({ ...entry, message: format(...values), ...(error && fieldsOf(error)) });
  }
  const [message] = values;
  try {
    return JSON.stringify({ ...entry, message }, (_, value) =>
      value instanceof Error ? { ...fieldsOf(value), ...value } : value,
    );
  } catch {
    // JSON cannot represent cycles.
    return JSON.stringify({ ...entry, message: format(message) });
  }
}

/** The runtime logs the class name, not `name`; minification changes class names. */
function fieldsOf(error: Error): object {
  return {
    errorType: error.constructor.name,
    errorMessage: error.message,
    stackTrace: error.stack?.split('\n'),
  };
}
