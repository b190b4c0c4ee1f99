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
 * Sends what the function writes to the console to `write`, one line a call, in the form the
 * function's log format asks for.
 *
 * @param requestId of the invocation under way; undefined during the cold start
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
 * A line of the JSON log format, as the Node.js runtime writes it: a single value as it is, several
 * as one text; errors by type, message and stack.
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
    // What JSON cannot hold (a cycle) is written as text.
    return JSON.stringify({ ...entry, message: format(message) });
  }
}

/** The runtime goes by the class and not by `name`: minified code has other names for its classes. */
function fieldsOf(error: Error): object {
  return {
    errorType: error.constructor.name,
    errorMessage: error.message,
    stackTrace: error.stack?.split('\n'),
  };
}
