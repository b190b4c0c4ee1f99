import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** The algorithms a token can be signed with here; Zuplo signs with EdDSA unless told otherwise. */
export const algorithms = ['EdDSA', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;

/** A JWS algorithm by its name in the header (RFC 7518 section 3.1, RFC 8037 section 3.1). */
export type Algorithm = (typeof algorithms)[number];

/** One key pair, bound to one algorithm. */
export interface SigningKey {
  readonly algorithm: Algorithm;
  /** The key's SHA-256 thumbprint (RFC 7638). */
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** The public half as it is published (RFC 7517): never a private member. */
  readonly publicJwk: JWK;
}

/** The keys of one issuer, made in memory and gone with the process. */
export interface SigningKeys {
  /** The key for an algorithm, made and published on first use. */
  keyFor(algorithm: Algorithm): Promise<SigningKey>;
  /** The published keys, oldest first. */
  published(): readonly JWK[];
  /** Replaces every key at once by one new Ed25519 key, as an issuer without overlap does. */
  rotate(): Promise<void>;
}

/**
 * Gives the keys of a new issuer: one Ed25519 key, and one more for each further algorithm that is
 * asked for.
 */
export async function createSigningKeys(): Promise<SigningKeys> {
  let pending = new Map<Algorithm, Promise<SigningKey>>();
  let published: JWK[] = [];

  async function publish(algorithm: Algorithm): Promise<SigningKey> {
    const set = published;
    const key = await newKey(algorithm);
    // A key still being made while the set was rotated belongs to the old set: it is not published.
    set.push(key.publicJwk);
    return key;
  }

  function keyFor(algorithm: Algorithm): Promise<SigningKey> {
    const key = pending.get(algorithm) ?? publish(algorithm);
    pending.set(algorithm, key);
    return key;
  }

  async function rotate(): Promise<void> {
    const key = await newKey('EdDSA');
    published = [key.publicJwk];
    pending = new Map([['EdDSA', Promise.resolve(key)]]);
  }

  await rotate();
  return { keyFor, published: () => [...published], rotate };
}

async function newKey(algorithm: Algorithm): Promise<SigningKey> {
  const curve = algorithm === 'EdDSA' ? { crv: 'Ed25519' } : {};
  const { privateKey, publicKey } = await generateKeyPair(algorithm, curve);
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  return { algorithm, kid, privateKey, publicJwk: { ...bare, kid, alg: algorithm, use: 'sig' } };
}
