import { escapeControlCharacters } from 'local-gateway/escape-control-characters';

/** A SHA-256 thumbprint as a kid has 43 characters. */
const maxCharacters = 64;

/** Returns a value that an issuer sent in a printable form: text unchanged, other values as JSON; shortened. */
export function printableValue(value: unknown): string {
  if (value === undefined) return 'missing';
  return escapeControlCharacters(
    typeof value === 'string' ? value : JSON.stringify(value),
    maxCharacters,
  );
}
