import type { Caller } from '../../contract/caller.ts';
import { claimsProblem, type Expectations } from './claims.ts';
import type { KeySet } from './key-set.ts';
import type { KeySource } from './key-source.ts';
import { Refusal, type RefusalReason } from './refusal.ts';
import { isSignedWith } from './signature.ts';
import { type UnverifiedToken, unverifiedToken } from './token.ts';

export interface VerifyTokenParts {
  /** By issuer, to the letter. */
  readonly keySources: ReadonlyMap<unknown, KeySource>;
  readonly expectations: Expectations;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Gives the caller that a token names. @throws {Refusal} @throws {KeysUnavailable} */
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
  return async (text) => {
    const token = unverifiedToken(text);
    const source = keySources.get(token.claims['iss']);
    if (source === undefined) throw new Refusal('unknown_issuer');
    const keys = await source.current();
    const wrongClaims = claimsProblem(token.claims, expectations, now() / 1000);
    let unexplained = signatureProblem(keys, token);
    // The keys may have been rotated; but only a token that would pass is worth another look.
    if (unexplained !== undefined && wrongClaims === undefined) {
      const newerKeys = await source.newerThan(keys);
      if (newerKeys !== undefined) unexplained = signatureProblem(newerKeys, token);
    }
    const problem = unexplained ?? wrongClaims;
    if (problem !== undefined) throw new Refusal(problem);
    return token.claims as unknown as Caller;
  };
}

function signatureProblem(keys: KeySet, token: UnverifiedToken): RefusalReason | undefined {
  const candidates = keys.candidates(token.algorithm, token.kid);
  if (candidates.length === 0) return 'unknown_key';
  return candidates.some((key) => isSignedWith(key, token.text)) ? undefined : 'bad_signature';
}
