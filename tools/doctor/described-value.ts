import { escapeControlCharacters } from 'local-gateway/escape-control-characters';

/** Characters of an issuer's text that are shown, enough for a thumbprint. */
const longest = 64;

/** Gives a value that an issuer sent as it can be printed: text as it is, the rest as JSON; cut. */
export function describedValue(value: unknown): string {
  if (value === undefined) return 'missing';
  return escapeControlCharacters(
    typeof value === 'string' ? value : JSON.stringify(value),
    longest,
  );
}
