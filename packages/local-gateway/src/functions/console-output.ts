import { format } from 'node:util';

const levels = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

const methods = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
} as const;

/**
 * Redirects the console to `write`, one line for each call, in the function's log format.
 *
 * @param requestId returns the id of the current invocation; undefined during the cold start
 * @see Lambda, "Configuring JSON and plain text log formats"
 */
export function captureConsole(
  settings: { readonly logFormat: 'JSON' | 'Text'; readonly logLevel: string },
  requestId: () => string | undefined,
  write: (line: string) => void,
): void {
  const lowest = levels.indexOf(settings.logLevel);
  for (const [method, level] of Object.entries(methods)) {
    console[method as keyof typeof methods] = (...values: unknown[]): void => {
      if (settings.logFormat === 'Text') write(`${level} ${format(...values)}`);
      else if (levels.indexOf(level) >= lowest) write(jsonLine(level, requestId(), values));
    };
  }
}

/**
 * Returns a line in the JSON log format of Lambda's Node.js runtime: a single value unchanged,
 * several formatted as text; errors with type, message and stack.
 */
export function jsonLine(
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
