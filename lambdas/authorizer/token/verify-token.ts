import type { Algorithm } from '../../../contract/algorithms.ts';
import type { Caller } from '../../../contract/caller.ts';
import { callerFrom, claimsProblem, type Expectations } from './claims.ts';
import type { KeySet } from '../jwks/jwks.ts';
import type { KeySource } from '../jwks/jwks-cache.ts';
import { Refusal, type RefusalReason } from '../token-rejected-error.ts';
import { isSignedWith } from './signature.ts';
import { type UnverifiedToken, unverifiedToken } from './parse-token.ts';
import { createVerifiedTokens, type Verified } from './verified-token-cache.ts';

export interface VerifyTokenParts {
  /** By issuer, to the letter. */
  readonly keySources: ReadonlyMap<unknown, KeySource>;
  readonly expectations: Expectations & {
    readonly algorithms: readonly Algorithm[];
    readonly claims: readonly string[];
  };
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Gives the caller that a token names. @throws {Refusal} @throws {Failure} */
export type VerifyToken = (text: string) => Promise<Caller>;

/**
 * Gives the verification of tokens: text, header, issuer, key, signature and claims, in this order,
 * so that nothing is believed before it is known who said it.
 */
export function createVerifyToken({
  keySources,
  expectations,
  now,
}: VerifyTokenParts): VerifyToken {
  const { algorithms, claims: handedOn, leewaySeconds } = expectations;
  const verifiedTokens = createVerifiedTokens();

  async function verified(text: string): Promise<Verified> {
    const token = unverifiedToken(text);
    const { header, claims } = token;
    if (!algorithms.includes(header.alg)) throw new Refusal('unsupported_algorithm', header);
    const source = keySources.get(claims['iss']);
    if (source === undefined) throw new Refusal('unknown_issuer', header);
    let keys = await source.current();
    const wrongClaims = claimsProblem(claims, expectations, now() / 1000);
    let unexplained = signatureProblem(keys, token);
    // The keys may have been rotated; but only a token that would pass is worth another look.
    if (unexplained !== undefined && wrongClaims === undefined) {
      const newerKeys = await source.newerThan(keys);
      if (newerKeys !== undefined) {
        keys = newerKeys;
        unexplained = signatureProblem(keys, token);
      }
    }
    if (unexplained !== undefined) throw new Refusal(unexplained, header);
    if (wrongClaims !== undefined) throw new Refusal(wrongClaims, header, claims['sub']);
    return { caller: callerFrom(claims, handedOn), source, keys };
  }

  /** What was found counts as long as its keys are in use and the token has not expired. */
  async function stillCounts({ source, keys, caller }: Verified): Promise<boolean> {
    if ((await source.current()) === keys) return now() / 1000 < caller.exp + leewaySeconds;
    verifiedTokens.forgetAll();
    return false;
  }

  return async (text) => {
    const known = verifiedTokens.recall(text);
    if (known !== undefined && (await stillCounts(known))) return known.caller;
    const found = await verified(text);
    verifiedTokens.remember(text, found);
    return found.caller;
  };
}

function signatureProblem(keys: KeySet, token: UnverifiedToken): RefusalReason | undefined {
  const candidates = keys.candidates(token.header.alg, token.header.kid);
  if (candidates.length === 0) return 'unknown_key';
  return candidates.some((key) => isSignedWith(key, token)) ? undefined : 'bad_signature';
}
