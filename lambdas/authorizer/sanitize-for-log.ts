/**
 * Returns a value as text that is safe in a log line and between the quotes of a JSON template: at most 64
 * characters, with everything but printable ASCII, and quotes and backslashes, escaped as `\uXXXX`.
 * @returns undefined for undefined; the type's name in parentheses for what is not text
 */
export function sanitizeForLog(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return `(${typeof value})`;
  // Nearly every value needs no escaping, and this test is faster than a replacement.
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]{0,64}$/.test(value)) return value;
  const cut = value.length <= 64 ? value : `${value.slice(0, 63)}…`;
  return cut.replace(
    /[^\x20\x21\x23-\x5b\x5d-\x7e…]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
