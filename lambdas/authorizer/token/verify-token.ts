import type { Algorithm } from '../../../contract/algorithms.ts';
import type { Caller } from '../../../contract/caller.ts';
import type { Jwks } from '../jwks/jwks.ts';
import type { JwksCache } from '../jwks/jwks-cache.ts';
import { type RejectionReason, TokenRejectedError } from '../token-rejected-error.ts';
import { callerFrom, claimsRejection, type Expectations } from './claims.ts';
import { parseToken, type UnverifiedToken } from './parse-token.ts';
import { isSignedWith } from './signature.ts';
import { createVerifiedTokenCache, type Verified } from './verified-token-cache.ts';

export interface VerifyTokenParts {
  /** By issuer, to the letter. */
  readonly jwksCaches: ReadonlyMap<unknown, JwksCache>;
  readonly expectations: Expectations & {
    readonly algorithms: readonly Algorithm[];
    readonly claims: readonly string[];
  };
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Gives the caller that a token names. @throws {TokenRejectedError} @throws {AuthorizerError} */
export type VerifyToken = (text: string) => Promise<Caller>;

/**
 * Gives the verification of tokens: text, header, issuer, key, signature and claims, in this order,
 * so that nothing is believed before it is known who said it.
 */
export function createVerifyToken({
  jwksCaches,
  expectations,
  now,
}: VerifyTokenParts): VerifyToken {
  const { algorithms, claims: handedOn, leewaySeconds } = expectations;
  const verifiedTokenCache = createVerifiedTokenCache();

  async function verified(text: string): Promise<Verified> {
    const token = parseToken(text);
    const { header, claims } = token;
    if (!algorithms.includes(header.alg))
      throw new TokenRejectedError('unsupported_algorithm', header);
    const source = jwksCaches.get(claims['iss']);
    if (source === undefined) throw new TokenRejectedError('unknown_issuer', header);
    let keys = await source.current();
    const wrongClaims = claimsRejection(claims, expectations, now() / 1000);
    let unexplained = signatureRejection(keys, token);
    // The keys may have been rotated; but only a token that would pass is worth another look.
    if (unexplained !== undefined && wrongClaims === undefined) {
      const newerKeys = await source.refetchAfterMiss(keys);
      if (newerKeys !== undefined) {
        keys = newerKeys;
        unexplained = signatureRejection(keys, token);
      }
    }
    if (unexplained !== undefined) throw new TokenRejectedError(unexplained, header);
    if (wrongClaims !== undefined) throw new TokenRejectedError(wrongClaims, header, claims['sub']);
    return { caller: callerFrom(claims, handedOn), source, keys };
  }

  /** What was found counts as long as its keys are in use and the token has not expired. */
  async function stillCounts({ source, keys, caller }: Verified): Promise<boolean> {
    if ((await source.current()) === keys) return now() / 1000 < caller.exp + leewaySeconds;
    verifiedTokenCache.forgetAll();
    return false;
  }

  return async (text) => {
    const known = verifiedTokenCache.recall(text);
    if (known !== undefined && (await stillCounts(known))) return known.caller;
    const found = await verified(text);
    verifiedTokenCache.remember(text, found);
    return found.caller;
  };
}

function signatureRejection(keys: Jwks, token: UnverifiedToken): RejectionReason | undefined {
  const matchingKeys = keys.matchingKeys(token.header.alg, token.header.kid);
  if (matchingKeys.length === 0) return 'unknown_key';
  return matchingKeys.some((key) => isSignedWith(key, token)) ? undefined : 'bad_signature';
}
