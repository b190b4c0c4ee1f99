/**
 * Gives anything as text that may stand in a log line or between the quotes of a JSON template: at
 * most 64 characters, all else than escapeControlCharacters ASCII, and quotes and backslashes, as `\uXXXX`.
 * @returns undefined for undefined; the type's name in brackets for what is not text
 */
export function sanitizeForLog(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return `(${typeof value})`;
  // Nearly every value is fine as it is, and to say so is quicker than to replace nothing.
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]{0,64}$/.test(value)) return value;
  const cut = value.length <= 64 ? value : `${value.slice(0, 63)}…`;
  return cut.replace(
    /[^\x20\x21\x23-\x5b\x5d-\x7e…]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
