/** What API Gateway knows of a request, by variable: `'identity.sourceIp': '192.0.2.1'`. */
export type LogContext = Readonly<Record<string, string | number | undefined>>;

/** Whether a value's quotes, backslashes and control characters are escaped for JSON. */
export type Escaping = 'escaped' | 'as it is';

/**
 * The line that an access log format gives for a request: each `$context.variable` replaced by its
 * value, by `-` where there is none, all else left as it is.
 *
 * Whether API Gateway escapes values is not documented: a format holds if it does with both.
 *
 * @see API Gateway, "Set up CloudWatch logging for REST APIs" and "Customizing HTTP API access logs"
 */
export function accessLogLine(format: string, context: LogContext, escaping: Escaping): string {
  return format.replace(/\$context\.((?:\w+\.)*\w+)/g, (_, variable: string) => {
    const value = String((Object.hasOwn(context, variable) ? context[variable] : undefined) ?? '-');
    return escaping === 'escaped' ? JSON.stringify(value).slice(1, -1) : value;
  });
}

/** Gives the variables of a format, each once, in their order. */
export function logVariables(format: string): readonly string[] {
  return [
    ...new Set(Array.from(format.matchAll(/\$context\.((?:\w+\.)*\w+)/g), ([, name]) => `${name}`)),
  ];
}

/**
 * The variables that break a JSON format when their value is a quote, a backslash or a line end, not
 * escaped: those that a caller may write must not be among them.
 *
 * @param absent also those that break it when they have no value, by standing outside quotes
 */
export function breakingVariables(format: string, whole: LogContext): readonly string[] {
  return logVariables(format).filter((variable) =>
    ['"', '\\', '\n', undefined].some((value) => {
      const line = accessLogLine(format, { ...whole, [variable]: value }, 'as it is');
      return !isJson(line);
    }),
  );
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
