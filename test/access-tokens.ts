import { type Algorithm, algorithms } from '../contract/algorithms.ts';
import { type SigningKey, signed, signingKey } from './signing.ts';

/** An issuer's keys: Zuplo's, which signs by default, and one for each other algorithm. */
export interface AccessKeys {
  readonly zuplo: SigningKey;
  readonly others: readonly SigningKey[];
}

/** Creates the keys of an issuer. */
export function accessKeys(): AccessKeys {
  const others = algorithms.filter((alg) => alg !== 'EdDSA').map(signingKey);
  return { zuplo: signingKey('EdDSA'), others };
}

/** Returns the members of the issuer's JWKS: Zuplo's key without optional members, the others with a kid. */
export function publishedKeys({ zuplo, others }: AccessKeys): unknown[] {
  return [zuplo.jwk, ...others.map(({ jwk, alg }) => ({ ...jwk, alg, kid: alg, use: 'sig' }))];
}

export const audience = 'your-audience';

/** How a token differs from a valid one for alice. */
export interface TokenOptions {
  readonly sub?: string;
  readonly audience?: string | readonly string[];
  /** Seconds until the token expires. @default 300 */
  readonly expiresIn?: number;
  /** @default EdDSA */
  readonly algorithm?: Algorithm;
  /** Whether the header names the key. @default false */
  readonly kid?: boolean;
  readonly typ?: string;
  /** Claims that replace the others; null removes one. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Header parameters that replace the others. */
  readonly header?: Readonly<Record<string, unknown>>;
}

/** Signs tokens with the keys of an issuer. */
export interface AccessTokens {
  sign(options?: TokenOptions): Promise<string>;
}

/** Creates the tokens of an issuer. */
export function accessTokens(issuer: string, { zuplo, others }: AccessKeys): AccessTokens {
  return {
    async sign(options = {}) {
      const key = others.find(({ alg }) => alg === options.algorithm) ?? zuplo;
      const { kid, typ, header: changed, sub = 'alice', audience: aud = audience } = options;
      const header = {
        alg: key.alg,
        ...(kid && { kid: key.alg }),
        ...(typ && { typ }),
        ...changed,
      };
      const now = Math.floor(Date.now() / 1000);
      const standard = { iss: issuer, aud, sub, iat: now, exp: now + (options.expiresIn ?? 300) };
      const claims = Object.entries({ ...standard, ...options.claims });
      const payload = Object.fromEntries(claims.filter(([, value]) => value !== null));
      return signed(key, { header, payload });
    },
  };
}
