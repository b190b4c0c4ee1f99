import type { Algorithm } from '../../../contract/algorithms.ts';
import { parseJson } from './parse-json.ts';
import { type PublicKey, publicKey } from './public-key.ts';

/** Limits the cost of a forged token: without it, the issuer's JWKS could demand a verification per key. */
const maxMatchingKeys = 10;
/** Members of a JWKS, usable or not. */
export const maxKeys = 100;

/** A JSON Web Key Set (RFC 7517 section 5) as fetched once; immutable. */
export interface Jwks {
  /** Number of usable keys. */
  readonly size: number;
  /**
   * Returns the keys that may verify a token, at most ten: with a `kid`, the keys of that name; without,
   * all that support the algorithm.
   */
  matchingKeys(algorithm: Algorithm, kid: string | undefined): readonly PublicKey[];
}

/** The response of the JWKS endpoint is not a JWKS. */
export class InvalidJwksError extends Error {
  override readonly name = 'InvalidJwksError';
}

/**
 * Parses a JWKS document: lenient about the set, strict about each key. Unusable keys are left out; a set
 * without usable keys is valid, and means that the issuer has withdrawn them all.
 * @throws {InvalidJwksError} if it is not JSON with an array `keys` of at most 100 members
 */
export function parseJwks(document: string): Jwks {
  const usable = members(document)
    .map(publicKey)
    .filter((key) => typeof key === 'object');
  const byAlgorithmAndKid = new Map<string, PublicKey[]>();
  for (const key of usable) {
    for (const algorithm of key.algorithms) {
      add(byAlgorithmAndKid, algorithm, key);
      if (key.kid !== undefined) add(byAlgorithmAndKid, `${algorithm} ${key.kid}`, key);
    }
  }
  return {
    size: usable.length,
    matchingKeys: (algorithm, kid) =>
      byAlgorithmAndKid.get(kid === undefined ? algorithm : `${algorithm} ${kid}`) ?? [],
  };
}

function add(index: Map<string, PublicKey[]>, name: string, key: PublicKey): void {
  const keys = index.get(name);
  if (keys === undefined) index.set(name, [key]);
  else if (keys.length < maxMatchingKeys) keys.push(key);
}

function members(document: string): readonly unknown[] {
  let jwks: unknown;
  try {
    jwks = parseJson(document);
  } catch {
    throw new InvalidJwksError('not JSON');
  }
  const keys: unknown =
    typeof jwks === 'object' && jwks !== null && 'keys' in jwks ? jwks.keys : undefined;
  if (!Array.isArray(keys)) throw new InvalidJwksError('no array "keys"');
  if (keys.length > maxKeys) throw new InvalidJwksError(`more than ${maxKeys} keys`);
  return keys;
}
