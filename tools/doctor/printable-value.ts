import { inspect } from 'node:util';
import { escapeControlCharacters } from 'local-gateway/escape-control-characters';

/** A SHA-256 thumbprint as a kid has 43 characters. */
const maxCharacters = 64;

/** Returns a value that an issuer sent in a printable form: text unchanged, other values as an excerpt; shortened. */
export function printableValue(value: unknown): string {
  if (value === undefined) return 'missing';
  // Unlike JSON.stringify, it is safe for lists that are nested thousands of times.
  const text = typeof value === 'string' ? value : inspect(value, { depth: 1, breakLength: 1000 });
  return escapeControlCharacters(text, maxCharacters);
}
