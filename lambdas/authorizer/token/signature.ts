import { type KeyObject, verify } from 'node:crypto';
import type { Algorithm } from '../../../contract/algorithms.ts';
import type { PublicKey } from '../jwks/public-key.ts';
import { type PssDigest, rsaPssKey } from '../jwks/rsa-pss-key.ts';
import type { UnverifiedToken } from './parse-token.ts';

/** The digest of each algorithm; Ed25519 has its own (RFC 7518 section 3.1, RFC 8037 section 3.1). */
const digests: Readonly<Record<Algorithm, string | null>> = {
  EdDSA: null,
  RS256: 'sha256',
  RS384: 'sha384',
  RS512: 'sha512',
  PS256: 'sha256',
  PS384: 'sha384',
  PS512: 'sha512',
  ES256: 'sha256',
  ES384: 'sha384',
  ES512: 'sha512',
};

/** Returns whether the token was signed with the key, by the algorithm in the token's header. */
export function isSignedWith(
  { keyObject }: PublicKey,
  { algorithm, signingInput, signature }: UnverifiedToken,
): boolean {
  const input = Buffer.from(signingInput, 'latin1');
  const digest = digests[algorithm];
  // A bare key and a DER signature: options for either cost more than the rest of the decision (bench/warm).
  if (algorithm.startsWith('ES')) return verify(digest, input, keyObject, toDer(signature));
  if (!algorithm.startsWith('PS')) return verify(digest, input, keyObject, signature);
  // For RSASSA-PSS, OpenSSL accepts a signature without its leading zero bytes (RFC 8017 section 8.1.2 does not).
  return (
    signature.length === modulusBytes(keyObject) &&
    verify(digest, input, pssKey(keyObject, digest as PssDigest), signature)
  );
}

function modulusBytes(key: KeyObject): number {
  const { modulusLength } = key.asymmetricKeyDetails as { modulusLength: number };
  return Math.ceil(modulusLength / 8);
}

/** RSASSA-PSS keys by the RSA key that they are made of: an issuer rarely uses more than one digest. */
const pssKeys = new WeakMap<KeyObject, Map<PssDigest, KeyObject>>();

function pssKey(key: KeyObject, digest: PssDigest): KeyObject {
  const keys = pssKeys.get(key) ?? new Map<PssDigest, KeyObject>();
  pssKeys.set(key, keys);
  const pss = keys.get(digest) ?? rsaPssKey(key, digest);
  keys.set(digest, pss);
  return pss;
}

/** Converts an ECDSA signature from r and s (RFC 7518 section 3.4) to DER (RFC 3279 section 2.2.3). */
function toDer(signature: Buffer): Buffer {
  const middle = signature.length / 2;
  const r = integer(signature, 0, middle);
  const s = integer(signature, middle, signature.length);
  const length = 2 + r.length + 2 + s.length;
  const head = length < 0x80 ? [0x30, length] : [0x30, 0x81, length];
  const encoded = Buffer.alloc(head.length + length);
  encoded.set(head);
  write(r, signature, encoded, head.length);
  write(s, signature, encoded, encoded.length - 2 - s.length);
  return encoded;
}

/** A positive integer's DER content: no leading zeros, except one if the highest bit is set. */
interface Integer {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

function integer(bytes: Buffer, from: number, end: number): Integer {
  let start = from;
  while (start < end - 1 && bytes[start] === 0) start += 1;
  const sign = bytes.readUInt8(start) >> 7;
  return { start, end, length: sign + end - start };
}

function write({ start, end, length }: Integer, from: Buffer, to: Buffer, at: number): void {
  to[at] = 0x02;
  to[at + 1] = length;
  from.copy(to, at + 2 + length - (end - start), start, end);
}
