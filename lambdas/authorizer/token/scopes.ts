import type { Caller } from '../../../contract/caller.ts';
import { TokenRejectedError } from '../token-rejected-error.ts';

/**
 * Gives what a token permits: the claim `scope`, a text with spaces between (RFC 8693 section 4.2) or a
 * list, or else `scp`, a list. Whatever has another form permits nothing.
 */
export function scopesOf({ scope, scp }: Readonly<Record<string, unknown>>): readonly string[] {
  const given = scope ?? scp;
  if (typeof given === 'string' && given === scope) return given.split(' ').filter(isScope);
  return Array.isArray(given) && given.every(isScope) ? given : [];
}

/** RFC 6749 section 3.3: escapeControlCharacters ASCII without spaces, quotes and backslashes. */
function isScope(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(value);
}

/**
 * @param required all of them are needed; undefined for what nobody may do
 * @throws {TokenRejectedError} `insufficient_scope` if one of them is not among the caller's
 */
export function requireScopes(
  required: readonly string[] | undefined,
  { scopes, sub }: Pick<Caller, 'scopes' | 'sub'>,
): void {
  if (required?.every((scope) => scopes.includes(scope)) !== true) {
    throw new TokenRejectedError('insufficient_scope', {}, sub);
  }
}
