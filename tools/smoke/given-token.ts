import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import { UserError } from 'local-gateway/user-error';
import { algorithmOf, algorithms } from '../../contract/algorithms.ts';
import { scopesOf } from '../../lambdas/authorizer/token/scopes.ts';
import type { Tokens } from './tokens.ts';

/** API Gateway's limit for all headers is 10,240 bytes. */
const maxTokenLength = 8192;

const maxClaimCharacters = 100;

/**
 * Returns the tokens that can be derived from a single valid one.
 * @param nowSeconds seconds since 1970
 * @throws {UserError} if the token is not a JWT, has an unsupported algorithm or no subject, or has expired
 */
export function givenToken(token: string, nowSeconds: number): Tokens {
  const { alg, claims } = decode(token);
  const { sub, exp } = claims;
  if (algorithmOf(alg) === undefined) {
    throw new UserError(
      `The token's algorithm is ${shown(alg)}; supported are ${algorithms.join(', ')}`,
    );
  }
  if (typeof exp === 'number' && exp <= nowSeconds) {
    throw new UserError(`The token has expired by the clock of this machine: ${text(claims)}`);
  }
  if (typeof sub !== 'string' || sub === '') {
    throw new UserError(`The token has no subject: ${text(claims)}`);
  }
  return {
    valid: async () => token,
    scopes: scopesOf(claims),
    doubt: `the API may be configured for another issuer or audience than the token's: ${text(claims)}`,
  };
}

function decode(token: string): { alg: unknown; claims: JWTPayload } {
  const isCompactJws = token.length <= maxTokenLength && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token);
  try {
    if (isCompactJws) return { alg: decodeProtectedHeader(token).alg, claims: decodeJwt(token) };
  } catch {
    // The three parts are not JSON.
  }
  throw new UserError(
    'The token is not a JWT: it must be three base64url parts separated by dots, without "Bearer", ' +
      `at most ${maxTokenLength} characters`,
  );
}

/** Returns claims for a message; they are not secret without the signature. */
function text({ iss, aud, exp, sub }: JWTPayload): string {
  return `iss ${shown(iss)}, aud ${shown(aud)}, exp ${shownTime(exp)}, sub ${shown(sub)}`;
}

function shown(value: unknown): string {
  return value === undefined
    ? 'missing'
    : escapeControlCharacters(JSON.stringify(value), maxClaimCharacters);
}

function shownTime(seconds: unknown): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? shown(seconds) : date.toISOString();
}
