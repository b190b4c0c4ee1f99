/**
 * Replaces every token, and every part of one, by `<token>`: base64url of a JSON object starts with `ey`, and
 * signatures are longer than any name, a UUID included.
 */
export function redactTokens(text: string): string {
  return text.replace(/\bey[\w-]{8,}[\w.-]*|[\w-]{40,}/g, '<token>');
}
