/** Values of access log variables: `'identity.sourceIp': '192.0.2.1'`. */
export type LogContext = Readonly<Record<string, string | number | undefined>>;

/** Whether quotes, backslashes and control characters in values are escaped for JSON. */
export type Escaping = 'escaped' | 'unescaped';

/**
 * Returns the access log line of a request: each `$context.variable` is replaced by its value, or by `-`.
 * Whether API Gateway escapes values is not documented, so a format must work either way.
 *
 * @see API Gateway, "Set up CloudWatch logging for REST APIs" and "Customizing HTTP API access logs"
 */
export function accessLogLine(format: string, context: LogContext, escaping: Escaping): string {
  return format.replace(/\$context\.((?:\w+\.)*\w+)/g, (_, variable: string) => {
    const value = String((Object.hasOwn(context, variable) ? context[variable] : undefined) ?? '-');
    return escaping === 'escaped' ? JSON.stringify(value).slice(1, -1) : value;
  });
}

/** Returns the distinct variables of a format, in their order. */
export function logVariables(format: string): readonly string[] {
  return [
    ...new Set(Array.from(format.matchAll(/\$context\.((?:\w+\.)*\w+)/g), ([, name]) => `${name}`)),
  ];
}

/**
 * Returns the variables for which an unescaped value makes the line invalid JSON.
 *
 * @param valid a value for each variable that makes the line valid
 */
export function breakingVariables(
  format: string,
  valid: LogContext,
  value: string | undefined,
): readonly string[] {
  return logVariables(format).filter(
    (variable) => !isJson(accessLogLine(format, { ...valid, [variable]: value }, 'unescaped')),
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
