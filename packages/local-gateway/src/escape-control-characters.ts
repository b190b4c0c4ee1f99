/**
 * Escapes control characters, so that text from a client or a function can neither forge a log line
 * nor control the terminal, and truncates it to `maxLength` characters.
 */
export function escapeControlCharacters(text: string, maxLength: number): string {
  const truncated =
    text.length > maxLength ? `${text.slice(0, maxLength)}… (${text.length} characters)` : text;
  return truncated.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escaped);
}

function escaped(character: string): string {
  if (character === '\t') return ' ';
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
