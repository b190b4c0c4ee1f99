import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { type Algorithm, algorithmOf } from '../../../contract/algorithms.ts';
import { hasSmallOrder } from './small-order.ts';

/** A key that may verify tokens, restricted to the algorithms that it may be used with. */
export interface PublicKey {
  readonly kid: string | undefined;
  readonly algorithms: readonly Algorithm[];
  readonly keyObject: KeyObject;
}

/** Why a key cannot be used: a closed list. */
export type UnusableKeyReason =
  | 'not_an_object'
  | 'private'
  | 'unsupported_type'
  | 'unsupported_algorithm'
  | 'other_use'
  | 'malformed'
  | 'weak';

/** Requirements for the keys of one key type and curve. */
interface KeyKind {
  readonly algorithms: readonly Algorithm[];
  /** The JWK members that hold the key in canonical base64url, with their length in bytes if it is fixed. */
  readonly members: Readonly<Record<string, number | undefined>>;
  readonly isWeak?: (key: KeyObject) => boolean;
}

const rsaAlgorithms: readonly Algorithm[] = [
  ...(['RS256', 'RS384', 'RS512'] as const),
  ...(['PS256', 'PS384', 'PS512'] as const),
];

/** By `kty`, with `crv` where there is one (RFC 7518 section 6, RFC 8037 section 2). */
const kinds: ReadonlyMap<unknown, KeyKind> = new Map<unknown, KeyKind>([
  ['OKP Ed25519', { algorithms: ['EdDSA'], members: { x: 32 }, isWeak: hasSmallOrder }],
  ['EC P-256', { algorithms: ['ES256'], members: { x: 32, y: 32 } }],
  ['EC P-384', { algorithms: ['ES384'], members: { x: 48, y: 48 } }],
  ['EC P-521', { algorithms: ['ES512'], members: { x: 66, y: 66 } }],
  [
    'RSA',
    { algorithms: rsaAlgorithms, members: { n: undefined, e: undefined }, isWeak: isWeakRsaKey },
  ],
]);

/**
 * Imports one member of a JWKS, strictly.
 * @param jwk any member of the array `keys`, whatever its form
 * @returns the reason for a key that is malformed, weak, private, of an unsupported type, or intended for another
 *   use (RFC 7517 sections 4.2 to 4.4)
 */
export function publicKey(jwk: unknown): PublicKey | UnusableKeyReason {
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk)) return 'not_an_object';
  const { alg, kty, crv, ...members } = jwk as Readonly<Record<string, unknown>>;
  // An empty text is a name like any other.
  const kid = members['kid'] ?? undefined;
  if (privateMembers.some((name) => !isEmpty(members[name]))) return 'private';
  const kind = kindOf(kty, crv);
  if (kind === undefined) return 'unsupported_type';
  if (kid !== undefined && !isText(kid)) return 'malformed';
  if (!isForVerification(members)) return 'other_use';
  const algorithms = isEmpty(alg)
    ? kind.algorithms
    : kind.algorithms.filter((algorithm) => algorithm === algorithmOf(alg));
  if (algorithms.length === 0) return 'unsupported_algorithm';
  const keyObject = imported(kty, crv, members, kind);
  if (keyObject === undefined) return 'malformed';
  return kind.isWeak?.(keyObject) === true ? 'weak' : { kid, algorithms, keyObject };
}

function kindOf(kty: unknown, crv: unknown): KeyKind | undefined {
  if (!isText(kty)) return undefined;
  if (isEmpty(crv)) return kinds.get(kty);
  return isText(crv) ? kinds.get(`${kty} ${crv}`) : undefined;
}

/** Returns whether the key may verify signatures (RFC 7517 sections 4.2 and 4.3). */
function isForVerification({ use, key_ops }: Readonly<Record<string, unknown>>): boolean {
  return (
    (isEmpty(use) || use === 'sig') &&
    (isEmpty(key_ops) || (Array.isArray(key_ops) && key_ops.includes('verify')))
  );
}

/** Members that only a private key has (RFC 7518 sections 6.2.2 and 6.3.2): anybody who reads the JWKS could sign with it. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'];

/** Some issuers write absent members as null or empty. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

function imported(
  kty: unknown,
  crv: unknown,
  members: Readonly<Record<string, unknown>>,
  kind: KeyKind,
): KeyObject | undefined {
  const material: Record<string, unknown> = { kty, ...(isEmpty(crv) ? {} : { crv }) };
  for (const [name, length] of Object.entries(kind.members)) {
    if (!isBase64url(members[name], length)) return undefined;
    material[name] = members[name];
  }
  try {
    return createPublicKey({ key: material as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined; // not a point on its curve, or no key at all
  }
}

/** RFC 7518 section 3.3 requires 2048 bits; the upper bound limits the cost of a verification. */
function isWeakRsaKey(key: KeyObject): boolean {
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails as {
    modulusLength: number;
    publicExponent: bigint;
  };
  if (modulusLength < 2048 || modulusLength > 8192) return true;
  return publicExponent < 3n || publicExponent % 2n === 0n;
}

function isBase64url(value: unknown, length: number | undefined): value is string {
  if (typeof value !== 'string' || value === '') return false;
  const bytes = Buffer.from(value, 'base64url');
  return bytes.toString('base64url') === value && (length === undefined || bytes.length === length);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
