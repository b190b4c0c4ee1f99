import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { UserError } from 'local-gateway/user-error';

/** The signature algorithms that Zuplo offers; its default is EdDSA. */
export const algorithms = [
  'EdDSA',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
] as const;

/** A JWS algorithm by its name in the header (RFC 7518 section 3.1, RFC 8037 section 3.1). */
export type Algorithm = (typeof algorithms)[number];

/** The published key, the one before the last rotation, and one that is never published. */
export const signingKeyNames = ['current', 'previous', 'unknown'] as const;

/** One of {@link signingKeyNames}. */
export type SigningKeyName = (typeof signingKeyNames)[number];

/** A key pair for one algorithm. */
export interface SigningKey {
  readonly algorithm: Algorithm;
  /** The key's SHA-256 thumbprint (RFC 7638). */
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** The public key as published (RFC 7517). */
  readonly publicJwk: JWK;
}

/** The keys of an issuer, which exist only in memory. */
export interface SigningKeys {
  /**
   * Returns the key for an algorithm, which is generated on first use; a current key is then published.
   *
   * @param name @default 'current'
   * @throws {UserError} for the previous key before the first rotation
   */
  keyFor(algorithm: Algorithm, name?: SigningKeyName): Promise<SigningKey>;
  /** Returns the published keys, oldest first. */
  published(): readonly JWK[];
  /** Replaces all keys with a new Ed25519 key, without overlap. */
  rotate(): Promise<void>;
}

type KeyRing = Map<Algorithm, Promise<SigningKey>>;

/** Creates the keys of a new issuer: an Ed25519 key, and one for each other algorithm on first use. */
export async function createSigningKeys(): Promise<SigningKeys> {
  const unknown: KeyRing = new Map();
  let previous: KeyRing | undefined;
  let current: KeyRing = new Map();
  let published: JWK[] = [];

  async function newCurrentKey(algorithm: Algorithm): Promise<SigningKey> {
    const jwks = published;
    const key = await newKey(algorithm);
    // After a rotation in the meantime, this is the old JWKS: the key is not published.
    jwks.push(key.publicJwk);
    return key;
  }

  async function keyFor(
    algorithm: Algorithm,
    name: SigningKeyName = 'current',
  ): Promise<SigningKey> {
    const ring = { current, previous, unknown }[name];
    if (ring === undefined) throw new UserError('there is no previous key: rotate the key first');
    const key = ring.get(algorithm) ?? (ring === current ? newCurrentKey : newKey)(algorithm);
    ring.set(algorithm, key);
    return key;
  }

  async function rotate(): Promise<void> {
    const key = await newKey('EdDSA');
    if (current.size > 0) previous = current;
    current = new Map([['EdDSA', Promise.resolve(key)]]);
    published = [key.publicJwk];
  }

  await rotate();
  return { keyFor, published: () => [...published], rotate };
}

async function newKey(algorithm: Algorithm): Promise<SigningKey> {
  const curve = algorithm === 'EdDSA' ? { crv: 'Ed25519' } : {};
  const { privateKey, publicKey } = await generateKeyPair(algorithm, curve);
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return { algorithm, kid, privateKey, publicJwk: { ...jwk, kid, alg: algorithm, use: 'sig' } };
}
