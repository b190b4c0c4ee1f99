import type { Algorithm } from '../../../contract/algorithms.ts';
import { type PublicKey, publicKey } from './public-key.ts';

/** An issuer could make every forged token cost as many verifications as it has keys. */
const maxCandidates = 10;
/** Keys of a key set, usable or not. */
export const maxKeys = 100;

/** The keys of one key set (RFC 7517 section 5) as it was fetched once; never changed afterwards. */
export interface Jwks {
  readonly size: number;
  /**
   * Gives the keys that could have signed a token: with a `kid`, those that it names; without,
   * every one that fits the algorithm; at most ten.
   */
  matchingKeys(algorithm: Algorithm, kid: string | undefined): readonly PublicKey[];
}

/** The key endpoint answered with something that is not a key set. */
export class InvalidJwksError extends Error {
  override readonly name = 'InvalidJwksError';
}

/**
 * Reads a key set document: lenient for the set, strict for each key. Keys that may not verify are
 * left out; a set without any that may is still a set, whose issuer has withdrawn them all.
 * @param document the key endpoint's answer
 * @throws {InvalidJwksError} if it is not JSON with an array `keys` of at most 100 members
 */
export function parseJwks(document: string): Jwks {
  const usable = members(document)
    .map(publicKey)
    .filter((key) => key !== undefined);
  const byUse = new Map<string, PublicKey[]>();
  for (const key of usable) {
    for (const algorithm of key.algorithms) {
      add(byUse, algorithm, key);
      if (key.kid !== undefined) add(byUse, `${algorithm} ${key.kid}`, key);
    }
  }
  return {
    size: usable.length,
    matchingKeys: (algorithm, kid) =>
      byUse.get(kid === undefined ? algorithm : `${algorithm} ${kid}`) ?? [],
  };
}

function add(byUse: Map<string, PublicKey[]>, use: string, key: PublicKey): void {
  const keys = byUse.get(use);
  if (keys === undefined) byUse.set(use, [key]);
  else if (keys.length < maxCandidates) keys.push(key);
}

function members(document: string): readonly unknown[] {
  let set: unknown;
  try {
    set = JSON.parse(document);
  } catch {
    throw new InvalidJwksError('not JSON');
  }
  const keys: unknown =
    typeof set === 'object' && set !== null && 'keys' in set ? set.keys : undefined;
  if (!Array.isArray(keys)) throw new InvalidJwksError('no array "keys"');
  if (keys.length > maxKeys) throw new InvalidJwksError(`more than ${maxKeys} keys`);
  return keys;
}
