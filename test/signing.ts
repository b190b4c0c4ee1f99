import { generateKeyPairSync, type KeyObject, type SignKeyObjectInput, sign } from 'node:crypto';

/** A private key with what a key set says of it. */
export interface SigningKey {
  readonly alg: string;
  readonly privateKey: KeyObject;
  /** The public key as a JWK, with no more members than it needs. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

const kinds: Readonly<Record<string, () => { publicKey: KeyObject; privateKey: KeyObject }>> = {
  EdDSA: () => generateKeyPairSync('ed25519'),
  RS: () => generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES384: () => generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  ES512: () => generateKeyPairSync('ec', { namedCurve: 'P-521' }),
};

export const algorithms = ['EdDSA', 'RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] as const;

/** Makes a key pair for an algorithm. */
export function signingKey(alg: string): SigningKey {
  const generate = kinds[alg] ?? kinds[alg.slice(0, 2)];
  if (generate === undefined) throw new Error(`no keys for ${alg}`);
  const { publicKey, privateKey } = generate();
  return { alg, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }) } };
}

/** Signs bytes as JWS does: ECDSA signatures are r and s side by side (RFC 7518 section 3.4). */
export function signature(key: SigningKey, input: string, alg = key.alg): Buffer {
  const privateKey: SignKeyObjectInput = { key: key.privateKey, dsaEncoding: 'ieee-p1363' };
  return sign(alg === 'EdDSA' ? null : `sha${alg.slice(2)}`, Buffer.from(input), privateKey);
}

/** What stands in a token: objects, or text and bytes to be taken as they are. */
export interface TokenParts {
  readonly header?: object | string | Buffer;
  readonly payload: object | string | Buffer;
}

/** Gives a compact JWS over the parts, whatever they are. Zuplo's header, of `alg` alone, by default. */
export function signed(
  key: SigningKey,
  { header = { alg: key.alg }, payload }: TokenParts,
): string {
  const input = `${segment(header)}.${segment(payload)}`;
  return `${input}.${signature(key, input).toString('base64url')}`;
}

/** Gives a segment: JSON for an object, the very bytes for the rest. */
export function segment(content: object | string | Buffer): string {
  const bytes =
    Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content);
  return Buffer.from(bytes as string).toString('base64url');
}
