import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import { UserError } from 'local-gateway/user-error';
import { algorithms } from '../../contract/algorithms.ts';
import { withHeader } from './forgery.ts';
import type { TokenSource } from './token-source.ts';

/** Longer ones API Gateway does not let through, with the header's name and the other headers. */
const longestToken = 8192;

/** Characters of a claim that are shown. */
const shownCharacters = 100;

/**
 * Gives the tokens that can be had from a single valid one: itself, and forgeries of it.
 *
 * @param nowSeconds seconds since 1970
 * @throws {UserError} when it is no JWT, signed as no API of ours accepts, expired, or about nobody
 */
export function givenToken(token: string, nowSeconds: number): TokenSource {
  const { alg, claims } = decoded(token);
  const { sub, aud = [], exp } = claims;
  if (!algorithms.some((known) => known === alg)) {
    throw new UserError(`the token is signed with ${shown(alg)}: no API of ours accepts that`);
  }
  if (typeof exp === 'number' && exp <= nowSeconds) {
    throw new UserError(`the token has expired, by this machine's clock: ${claimsText(claims)}`);
  }
  if (typeof sub !== 'string' || sub === '') {
    throw new UserError(`the token is about nobody: ${claimsText(claims)}`);
  }
  return {
    caller: { sub, aud },
    valid: async () => token,
    withHeader: async (changes) => withHeader(token, changes),
    doubt: `unless this API is deployed for these, the token is for another one: ${claimsText(claims)}`,
  };
}

function decoded(token: string): { alg: unknown; claims: JWTPayload } {
  const isJwt = token.length <= longestToken && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token);
  try {
    if (isJwt) return { alg: decodeProtectedHeader(token).alg, claims: decodeJwt(token) };
  } catch {
    // Three parts, but no JSON in them: not a JWT either.
  }
  throw new UserError(
    `the token is no JWT: it must be three base64url parts with dots between, without "Bearer", of at most ${longestToken} characters in all`,
  );
}

/** What a token says of itself, none of which is secret, without its signature. */
function claimsText({ iss, aud, exp, sub }: JWTPayload): string {
  return `iss ${shown(iss)}, aud ${shown(aud)}, exp ${shownTime(exp)}, sub ${shown(sub)}`;
}

function shown(value: unknown): string {
  return value === undefined
    ? 'none'
    : escapeControlCharacters(JSON.stringify(value), shownCharacters);
}

function shownTime(seconds: unknown): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? shown(seconds) : date.toISOString();
}
