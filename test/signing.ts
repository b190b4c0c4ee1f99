import {
  constants,
  generateKeyPairSync,
  type KeyObject,
  type SignKeyObjectInput,
  sign,
} from 'node:crypto';

/** A private key and its public JWK. */
export interface SigningKey {
  readonly alg: string;
  readonly privateKey: KeyObject;
  /** The public key, with only the members that it needs. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

const generators: Readonly<Record<string, () => { publicKey: KeyObject; privateKey: KeyObject }>> =
  {
    EdDSA: () => generateKeyPairSync('ed25519'),
    RS: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    PS: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    ES384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    ES512: () => generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  };

/** All supported algorithms, listed here so that a test fails if the authorizer's list changes. */
export const algorithms = [
  ...(['EdDSA', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512'] as const),
] as const;

/** Generates a key pair for an algorithm. */
export function signingKey(alg: string): SigningKey {
  const generate = generators[alg] ?? generators[alg.slice(0, 2)];
  if (generate === undefined) throw new Error(`unsupported algorithm: ${alg}`);
  const { publicKey, privateKey } = generate();
  return { alg, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }) } };
}

/**
 * Returns a JWS signature: in ECDSA, r and s concatenated (RFC 7518 section 3.4); in RSASSA-PSS, with a salt of
 * the digest's length (section 3.5).
 */
export function signature(key: SigningKey, input: string, alg = key.alg): Buffer {
  const privateKey: SignKeyObjectInput = {
    key: key.privateKey,
    dsaEncoding: 'ieee-p1363',
    ...(alg.startsWith('PS') && {
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    }),
  };
  const digest = ['EdDSA', 'Ed25519'].includes(alg) ? null : `sha${alg.slice(2)}`;
  return sign(digest, Buffer.from(input), privateKey);
}

/** The parts of a token: objects are serialized as JSON, text and bytes are used unchanged. */
export interface TokenParts {
  /** @default only `alg`, as in Zuplo's tokens */
  readonly header?: object | string | Buffer;
  readonly payload: object | string | Buffer;
}

/** Returns a compact JWS of the parts, whatever they contain. */
export function signed(
  key: SigningKey,
  { header = { alg: key.alg }, payload }: TokenParts,
): string {
  const input = `${segment(header)}.${segment(payload)}`;
  return `${input}.${signature(key, input).toString('base64url')}`;
}

/** Returns a segment of a token: an object as JSON, text and bytes unchanged, in base64url. */
export function segment(content: object | string | Buffer): string {
  const bytes =
    Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content);
  return Buffer.from(bytes as string).toString('base64url');
}
