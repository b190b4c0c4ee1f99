/**
 * Text that is safe to print: control characters escaped, so that nothing a client or a function
 * wrote can forge a line or steer the terminal, and cut to a number of characters.
 */
export function escapeControlCharacters(text: string, maxLength: number): string {
  const cut =
    text.length > maxLength ? `${text.slice(0, maxLength)}… (${text.length} characters)` : text;
  return cut.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escaped);
}

function escaped(character: string): string {
  if (character === '\t') return ' ';
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
