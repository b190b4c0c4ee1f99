import { type JWTPayload, SignJWT } from 'jose';
import type { Algorithm, Signer, SigningKeys } from './signing-keys.ts';

/** What a token shall say. Everything left out is as Zuplo has it by default. */
export interface TokenOptions {
  /** Whom the token is about. @default 'your-consumer' */
  readonly sub?: string;
  /** For which API. @default the stand-in's audience */
  readonly audience?: string | readonly string[];
  /** Seconds until it expires, by the name of Zuplo's option; negative: expired. @default 300 */
  readonly expiresIn?: number;
  /** What it is signed with. @default 'EdDSA' */
  readonly algorithm?: Algorithm;
  /** Whether the header names the key. @default false */
  readonly kid?: boolean;
  /** The header's `typ`. @default none */
  readonly typ?: string;
  /** Whose key signs it, to have a wrong one on purpose. @default 'issuer' */
  readonly signer?: Signer;
  /** Further claims; they win over all the others, and null takes a claim out. @default none */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Who signs and for whom, where the token does not say otherwise. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: SigningKeys;
}

/** Seconds a token lives, unless told otherwise: Zuplo's default. */
const lifetimeSeconds = 300;

/**
 * Signs a token shaped like Zuplo's: a header of `alg` alone and the claims `iss`, `sub`, `aud`,
 * `iat` and `exp` (RFC 7519 section 4.1), in the JWS compact serialization.
 *
 * @throws {UserError} when a rotated key shall sign and none was rotated yet
 */
export async function mintToken(issuer: Issuer, options: TokenOptions = {}): Promise<string> {
  const { algorithm = 'EdDSA', signer = 'issuer' } = options;
  const key = await issuer.keys.keyFor(algorithm, signer);
  // A forger names the key that he pretends to have.
  const named = signer === 'stranger' ? await issuer.keys.keyFor(algorithm) : key;
  return new SignJWT(claimsOf(issuer, options))
    .setProtectedHeader({
      alg: key.algorithm,
      ...(options.kid === true && { kid: named.kid }),
      ...(options.typ !== undefined && { typ: options.typ }),
    })
    .sign(key.privateKey);
}

function claimsOf(issuer: Issuer, options: TokenOptions): JWTPayload {
  const issuedAt = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer.issuer,
    sub: options.sub ?? 'your-consumer',
    aud: options.audience ?? issuer.audience,
    iat: issuedAt,
    exp: issuedAt + (options.expiresIn ?? lifetimeSeconds),
    ...options.claims,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
}
