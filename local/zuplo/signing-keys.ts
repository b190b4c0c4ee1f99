import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { UserError } from 'local-gateway/user-error';

/** The algorithms a token can be signed with here; Zuplo signs with EdDSA unless told otherwise. */
export const algorithms = ['EdDSA', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;

/** A JWS algorithm by its name in the header (RFC 7518 section 3.1, RFC 8037 section 3.1). */
export type Algorithm = (typeof algorithms)[number];

/** Whose key signs: the issuer's, that of the issuer before its last rotation, or a stranger's. */
export const signers = ['issuer', 'rotated', 'stranger'] as const;

/** One of {@link signers}. */
export type Signer = (typeof signers)[number];

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
  /**
   * The key for an algorithm, made on first use; the issuer's own is published then.
   *
   * @param signer @default 'issuer'
   * @throws {UserError} when the rotated key is asked for and none was rotated yet
   */
  keyFor(algorithm: Algorithm, signer?: Signer): Promise<SigningKey>;
  /** The published keys, oldest first; none while they are withdrawn. */
  published(): readonly JWK[];
  /** Replaces every key at once by one new Ed25519 key, as an issuer without overlap does. */
  rotate(): Promise<void>;
  /** Publishes no key any more until the keys are published again or rotated; signing goes on. */
  withdraw(): void;
  /** Publishes the keys that were withdrawn. */
  publish(): void;
  withdrawn(): boolean;
}

type KeyRing = Map<Algorithm, Promise<SigningKey>>;

/**
 * Gives the keys of a new issuer: one Ed25519 key, and one more for each further algorithm that is
 * asked for.
 */
export async function createSigningKeys(): Promise<SigningKeys> {
  const strangers: KeyRing = new Map();
  let rotated: KeyRing | undefined;
  let own: KeyRing = new Map();
  let published: JWK[] = [];
  let withdrawn = false;

  async function ownKey(algorithm: Algorithm): Promise<SigningKey> {
    const set = published;
    const key = await newKey(algorithm);
    // A key still being made while the set was rotated belongs to the old set: it is not published.
    set.push(key.publicJwk);
    return key;
  }

  async function keyFor(algorithm: Algorithm, signer: Signer = 'issuer'): Promise<SigningKey> {
    const ring = { issuer: own, rotated, stranger: strangers }[signer];
    if (ring === undefined) throw new UserError('no key has been rotated yet');
    const key = ring.get(algorithm) ?? (ring === own ? ownKey : newKey)(algorithm);
    ring.set(algorithm, key);
    return key;
  }

  async function rotate(): Promise<void> {
    const key = await newKey('EdDSA');
    if (own.size > 0) rotated = own;
    own = new Map([['EdDSA', Promise.resolve(key)]]);
    published = [key.publicJwk];
    withdrawn = false;
  }

  await rotate();
  return {
    keyFor,
    published: () => (withdrawn ? [] : [...published]),
    rotate,
    withdraw: () => {
      withdrawn = true;
    },
    publish: () => {
      withdrawn = false;
    },
    withdrawn: () => withdrawn,
  };
}

async function newKey(algorithm: Algorithm): Promise<SigningKey> {
  const curve = algorithm === 'EdDSA' ? { crv: 'Ed25519' } : {};
  const { privateKey, publicKey } = await generateKeyPair(algorithm, curve);
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  return { algorithm, kid, privateKey, publicJwk: { ...bare, kid, alg: algorithm, use: 'sig' } };
}
