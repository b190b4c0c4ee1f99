import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Algorithm } from '../../../contract/algorithms.ts';

/** A key that may verify tokens, restricted to the algorithms that it may be used with. */
export interface PublicKey {
  readonly kid: string | undefined;
  readonly algorithms: readonly Algorithm[];
  readonly keyObject: KeyObject;
}

/** Requirements for the keys of one key type and curve. */
interface KeyKind {
  readonly algorithms: readonly Algorithm[];
  /** The JWK members that hold the key in canonical base64url, with their length in bytes if it is fixed. */
  readonly members: Readonly<Record<string, number | undefined>>;
  readonly isStrong?: (key: KeyObject) => boolean;
}

/** By `kty`, with `crv` where there is one (RFC 7518 section 6, RFC 8037 section 2). */
const kinds: ReadonlyMap<string, KeyKind> = new Map<string, KeyKind>([
  ['OKP Ed25519', { algorithms: ['EdDSA'], members: { x: 32 }, isStrong: hasLargeOrder }],
  ['EC P-256', { algorithms: ['ES256'], members: { x: 32, y: 32 } }],
  ['EC P-384', { algorithms: ['ES384'], members: { x: 48, y: 48 } }],
  ['EC P-521', { algorithms: ['ES512'], members: { x: 66, y: 66 } }],
  [
    'RSA',
    {
      algorithms: ['RS256', 'RS384', 'RS512'],
      members: { n: undefined, e: undefined },
      isStrong: isStrongRsaKey,
    },
  ],
]);

/** Why a key cannot be used: a closed list. */
export type UnusableKeyReason =
  | 'not_an_object'
  | 'private'
  | 'unsupported_type'
  | 'unsupported_algorithm'
  | 'other_use'
  | 'malformed'
  | 'weak';

/**
 * Imports one member of a JWKS, strictly.
 * @param jwk any member of the array `keys`
 * @returns the reason for a key that is malformed, weak, private, of an unsupported type, or intended for
 *   another use (RFC 7517 sections 4.2 to 4.4)
 */
export function publicKey(jwk: unknown): PublicKey | UnusableKeyReason {
  if (!isRecord(jwk)) return 'not_an_object';
  if (privateMembers.some((member) => member in jwk)) return 'private';
  const { kid, alg, kty, crv } = jwk;
  const kind = kinds.get(crv === undefined ? String(kty) : `${kty} ${crv}`);
  if (kind === undefined) return 'unsupported_type';
  if (!isForVerification(jwk)) return 'other_use';
  const algorithms =
    alg === undefined ? kind.algorithms : kind.algorithms.filter((name) => name === alg);
  if (algorithms.length === 0) return 'unsupported_algorithm';
  if (!isOptionalText(kid)) return 'malformed';
  const material: Record<string, unknown> = { kty, ...(crv === undefined ? {} : { crv }) };
  for (const [member, bytes] of Object.entries(kind.members)) {
    if (!isBase64url(jwk[member], bytes)) return 'malformed';
    material[member] = jwk[member];
  }
  const keyObject = importKey(material);
  if (keyObject === undefined) return 'malformed';
  return kind.isStrong?.(keyObject) === false ? 'weak' : { kid, algorithms, keyObject };
}

/** Members that only a private key has (RFC 7518 sections 6.2.2 and 6.3.2): anybody who reads the JWKS could sign with it. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'];

/** Returns whether the key is intended for signatures (RFC 7517 sections 4.2 and 4.3). */
function isForVerification({ use, key_ops }: Readonly<Record<string, unknown>>): boolean {
  return (
    (use === undefined || use === 'sig') &&
    (key_ops === undefined || (Array.isArray(key_ops) && key_ops.includes('verify')))
  );
}

function importKey(jwk: JsonWebKey): KeyObject | undefined {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined; // not a point on its curve, or no key at all
  }
}

/** RFC 7518 section 3.3 requires 2048 bits; the upper bound limits the cost of a verification. */
function isStrongRsaKey(key: KeyObject): boolean {
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails as {
    modulusLength: number;
    publicExponent: bigint;
  };
  const isLongEnough = modulusLength >= 2048 && modulusLength <= 8192;
  return isLongEnough && publicExponent >= 3n && publicExponent % 2n === 1n;
}

/**
 * The y coordinates of Ed25519's points of small order, little-endian, in every encoding: with such a key, one
 * signature can be valid for many messages (RFC 8032 section 8.8 describes the cofactor).
 */
const smallOrderPoints: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

function hasLargeOrder(key: KeyObject): boolean {
  const point = Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url');
  // The highest bit is the sign of x; both points are of small order.
  point.writeUInt8(point.readUInt8(31) & 0x7f, 31);
  return !smallOrderPoints.has(point.toString('hex'));
}

function isBase64url(value: unknown, length: number | undefined): value is string {
  if (typeof value !== 'string' || value === '') return false;
  const bytes = Buffer.from(value, 'base64url');
  return bytes.toString('base64url') === value && (length === undefined || bytes.length === length);
}

function isOptionalText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
