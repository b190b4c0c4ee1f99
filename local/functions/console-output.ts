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

/** A line of the JSON log format, as CloudWatch shows it. */
export function jsonLine(
  level: string,
  requestId: string | undefined,
  values: readonly unknown[],
): string {
  const entry = { timestamp: new Date().toISOString(), level, requestId };
  const [only] = values;
  if (
    values.length === 1 &&
    typeof only === 'object' &&
    only !== null &&
    !(only instanceof Error)
  ) {
    try {
      return JSON.stringify({ ...entry, message: only });
    } catch {
      // What JSON cannot hold (a cycle) is written as text.
    }
  }
  const error = values.find((value) => value instanceof Error);
  const message = only === error && values.length === 1 ? undefined : format(...values);
  return JSON.stringify({ ...entry, message, ...(error && errorFields(error)) });
}

function errorFields(error: Error): object {
  return {
    errorType: error.name,
    errorMessage: error.message,
    stackTrace: error.stack
      ?.split('\n')
      .slice(1)
      .map((line) => line.trim()),
  };
}
