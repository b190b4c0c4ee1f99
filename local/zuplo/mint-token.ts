import { type JWTPayload, SignJWT } from 'jose';
import type { Algorithm, SigningKeyName, SigningKeys } from './signing-keys.ts';

/** The options of a token. The defaults are those of Zuplo. */
export interface TokenOptions {
  /** The subject. @default 'your-consumer' */
  readonly sub?: string;
  /** The audience. @default the stand-in's */
  readonly audience?: string | readonly string[];
  /** The lifetime in seconds; negative for an expired token. Zuplo's option has this name. @default 300 */
  readonly expiresIn?: number;
  /** The signature algorithm. @default 'EdDSA' */
  readonly algorithm?: Algorithm;
  /** Whether the header has the key ID. @default false */
  readonly kid?: boolean;
  /** The header's `typ`. @default none */
  readonly typ?: string;
  /** The key that signs it; other than `current` for an invalid signature. @default 'current' */
  readonly signingKey?: SigningKeyName;
  /** Claims to add or replace; null removes a claim. @default none */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** The issuer and the default audience of tokens. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: SigningKeys;
}

const defaultLifetimeSeconds = 300;

/**
 * Signs a token like Zuplo's: the header has only `alg`, and the claims are `iss`, `sub`, `aud`,
 * `iat` and `exp` (RFC 7519 section 4.1).
 *
 * @throws {UserError} for the previous key before the first rotation
 */
export async function mintToken(issuer: Issuer, options: TokenOptions = {}): Promise<string> {
  const { algorithm = 'EdDSA', signingKey = 'current' } = options;
  const key = await issuer.keys.keyFor(algorithm, signingKey);
  // A forged token claims to be signed with a published key.
  const named = signingKey === 'unknown' ? await issuer.keys.keyFor(algorithm) : key;
  return new SignJWT(tokenClaims(issuer, options))
    .setProtectedHeader({
      alg: key.algorithm,
      ...(options.kid === true && { kid: named.kid }),
      ...(options.typ !== undefined && { typ: options.typ }),
    })
    .sign(key.privateKey);
}

/** Returns the claims of a token with these options that is signed now. */
export function tokenClaims(issuer: Omit<Issuer, 'keys'>, options: TokenOptions): JWTPayload {
  const issuedAt = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer.issuer,
    sub: options.sub ?? 'your-consumer',
    aud: options.audience ?? issuer.audience,
    iat: issuedAt,
    exp: issuedAt + (options.expiresIn ?? defaultLifetimeSeconds),
    ...options.claims,
  };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== null));
}
