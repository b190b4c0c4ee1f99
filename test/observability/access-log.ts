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
 * The variables that make a JSON format's line no JSON if they have a value, not escaped: a quote for
 * those that a caller may write, undefined for those that may be absent.
 *
 * @param whole a value for each variable with which the line is JSON
 */
export function breakingVariables(
  format: string,
  whole: LogContext,
  value: string | undefined,
): readonly string[] {
  return logVariables(format).filter(
    (variable) => !isJson(accessLogLine(format, { ...whole, [variable]: value }, 'as it is')),
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
