import type { Caller } from '../../../contract/caller.ts';
import type { IssuerPolicy } from '../../../contract/issuer-policy.ts';
import type { RejectionReason } from '../../../contract/log-events.ts';
import type { AuthorizerSettings } from '../../../contract/settings.ts';
import type { Jwks } from '../jwks/jwks.ts';
import type { JwksCache } from '../jwks/jwks-cache.ts';
import { TokenRejectedError } from '../token-rejected-error.ts';
import { type ClaimSettings, callerFrom, claimsRejection } from './claims.ts';
import { parseToken, type UnverifiedToken } from './parse-token.ts';
import { isSignedWith } from './signature.ts';
import { createVerifiedTokenCache, type VerifiedToken } from './verified-token-cache.ts';

/** An issuer whose tokens are accepted: under its own policy, with the keys of its own JWKS. */
export interface TrustedIssuer {
  readonly policy: IssuerPolicy;
  readonly jwksCache: JwksCache;
}

export interface VerifyTokenDependencies {
  /** By `iss`. */
  readonly issuers: ReadonlyMap<unknown, TrustedIssuer>;
  readonly settings: ClaimSettings & Pick<AuthorizerSettings, 'forwardClaims'>;
}

/** Returns the caller that a token describes. @throws {TokenRejectedError} @throws {AuthorizerError} */
export type VerifyToken = (text: string) => Promise<Caller>;

/**
 * Creates the verification of tokens. It checks form, header, issuer, signature and claims, in this order, so
 * that a token's content is not trusted before its signature is verified.
 */
export function createVerifyToken({ issuers, settings }: VerifyTokenDependencies): VerifyToken {
  const verifiedTokens = createVerifiedTokenCache();

  async function verify(text: string): Promise<VerifiedToken> {
    const token = parseToken(text);
    const { header, algorithm, claims } = token;
    const issuer = issuers.get(claims.iss);
    if (issuer === undefined) throw new TokenRejectedError('unknown_issuer', { header });
    const { policy, jwksCache } = issuer;
    const rejected = (reason: RejectionReason, sub?: unknown) =>
      new TokenRejectedError(reason, { header, iss: policy.issuer, sub });
    if (!policy.algorithms.includes(algorithm)) throw rejected('unsupported_algorithm');
    let jwks = await jwksCache.current();
    const claimsReason = claimsRejection(claims, policy, settings);
    let signatureReason = signatureRejection(jwks, token);
    // The keys may have been rotated; only a token that is otherwise valid is worth another fetch.
    if (signatureReason !== undefined && claimsReason === undefined) {
      const newerJwks = await jwksCache.refetchAfterMiss(jwks);
      if (newerJwks !== undefined) {
        jwks = newerJwks;
        signatureReason = signatureRejection(jwks, token);
      }
    }
    if (signatureReason !== undefined) throw rejected(signatureReason);
    if (claimsReason !== undefined) throw rejected(claimsReason, claims.sub);
    return { caller: callerFrom(claims, settings.forwardClaims), jwksCache, jwks };
  }

  /** A verified token stays valid while its JWKS is in use and it has not expired. */
  async function isStillValid({ jwksCache, jwks, caller }: VerifiedToken): Promise<boolean> {
    if ((await jwksCache.current()) === jwks)
      return Date.now() / 1000 < caller.exp + settings.leewaySeconds;
    verifiedTokens.clear();
    return false;
  }

  return async (text) => {
    const cached = verifiedTokens.get(text);
    if (cached !== undefined && (await isStillValid(cached))) return cached.caller;
    const verified = await verify(text);
    verifiedTokens.set(text, verified);
    return verified.caller;
  };
}

function signatureRejection(jwks: Jwks, token: UnverifiedToken): RejectionReason | undefined {
  const keys = jwks.matchingKeys(token.algorithm, token.header.kid);
  if (keys.length === 0) return 'unknown_key';
  return keys.some((key) => isSignedWith(key, token)) ? undefined : 'bad_signature';
}
