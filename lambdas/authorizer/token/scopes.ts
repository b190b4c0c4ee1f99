import type { Caller } from '../../../contract/caller.ts';
import { TokenRejectedError } from '../token-rejected-error.ts';

/**
 * Returns a token's scopes: the claim `scope`, space-separated text (RFC 8693 section 4.2), or else `scp`, a
 * list or space-separated text. Any other form permits nothing.
 */
export function scopesOf({ scope, scp }: Readonly<Record<string, unknown>>): readonly string[] {
  const claim = scope ?? scp;
  if (typeof claim === 'string') return claim.split(' ').filter(isScope);
  return Array.isArray(claim) && claim.every(isScope) ? claim : [];
}

/** RFC 6749 section 3.3: printable ASCII without spaces, quotes and backslashes. */
function isScope(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(value);
}

/**
 * Checks that the caller has all required scopes.
 * @param required undefined for a route that nobody may call
 * @throws {TokenRejectedError} `insufficient_scope` if one of them is missing
 */
export function requireScopes(
  required: readonly string[] | undefined,
  { scopes, iss, sub }: Pick<Caller, 'scopes' | 'iss' | 'sub'>,
): void {
  if (required?.every((scope) => scopes.includes(scope)) !== true) {
    throw new TokenRejectedError('insufficient_scope', { iss, sub });
  }
}
