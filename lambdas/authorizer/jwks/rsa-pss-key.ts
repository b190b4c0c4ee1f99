import { createPublicKey, type KeyObject } from 'node:crypto';

/** Parameters of RSASSA-PSS by digest: the last byte of the digest's OID, and the length of digest and salt in bytes. */
const parameters = {
  sha256: { oid: 1, length: 32 },
  sha384: { oid: 2, length: 48 },
  sha512: { oid: 3, length: 64 },
} as const;

export type PssDigest = keyof typeof parameters;

/** Bytes of a SubjectPublicKeyInfo before the key, for RSA keys of 2048 bits or more: two lengths and rsaEncryption. */
const prefixLength = 19;

/**
 * Returns an RSA key restricted to RSASSA-PSS with one digest, MGF1 with the same digest, and a salt of the
 * digest's length (RFC 7518 section 3.5). The key carries the parameters (RFC 4055 section 3.1), because
 * passing them to `crypto.verify` takes an options object, which costs half of a verification.
 * @param key of 2048 bits or more
 */
export function rsaPssKey(key: KeyObject, digest: PssDigest): KeyObject {
  const { oid, length } = parameters[digest];
  const [hash, salt] = [oid, length].map((byte) => byte.toString(16).padStart(2, '0'));
  const hashAlgorithm = `300d060960864801650304020${hash?.slice(1)}0500`;
  const algorithm = Buffer.from(
    `304106092a864886f70d01010a3034a00f${hashAlgorithm}a11c301a06092a864886f70d010108${hashAlgorithm}a2030201${salt}`,
    'hex',
  );
  const spki = key.export({ type: 'spki', format: 'der' });
  const body = Buffer.concat([algorithm, spki.subarray(prefixLength)]);
  const header = Buffer.from([0x30, 0x82, body.length >> 8, body.length & 0xff]);
  return createPublicKey({ key: Buffer.concat([header, body]), format: 'der', type: 'spki' });
}
