import { constants, type KeyObject, verify } from 'node:crypto';

/** A published key. */
export interface PublishedKey {
  readonly alg: string;
  readonly publicKey: KeyObject;
}

/** What a token must have to be allowed. */
export interface Requirements {
  readonly keys: readonly PublishedKey[];
  readonly issuer: string;
  readonly audience: string;
  readonly nowSeconds: number;
}

/**
 * Verifies a token independently of the authorizer's code, and more leniently.
 * @returns subject and expiry; undefined if the token must not be allowed
 */
export function expectedCaller(
  authorization: unknown,
  { keys, issuer, audience, nowSeconds }: Requirements,
): { readonly sub: string; readonly exp: number } | undefined {
  const token = /^bearer +(\S+)$/i.exec(String(authorization))?.[1];
  const [head = '', payload = '', signature = ''] = token?.split('.') ?? [];
  const { alg: name, b64 = true } = object(head);
  const alg = name === 'Ed25519' ? 'EdDSA' : name;
  const { iss, aud, sub, exp } = object(payload);
  const isSigned = keys.some(
    (key) => key.alg === alg && isSignature(key, `${head}.${payload}`, signature),
  );
  const isForUs = iss === issuer && [aud].flat().includes(audience);
  if (!isSigned || b64 !== true || !isForUs || typeof sub !== 'string' || typeof exp !== 'number')
    return undefined;
  return nowSeconds <= exp + 3 ? { sub, exp } : undefined;
}

function isSignature({ alg, publicKey }: PublishedKey, input: string, signature: string): boolean {
  const key = {
    key: publicKey,
    dsaEncoding: 'ieee-p1363' as const,
    ...(alg.startsWith('PS') && {
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
    }),
  };
  const hash = alg === 'EdDSA' ? null : `sha${alg.slice(2)}`;
  return verify(hash, Buffer.from(input), key, Buffer.from(signature, 'base64url'));
}

function object(segment: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
