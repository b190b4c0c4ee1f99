import { createHash } from 'node:crypto';
import { type SigningKey, signed } from '../../test/signing.ts';

export const issuer = 'http://127.0.0.1:1/issuer';
export const audience = 'us';

/** A token as bytes and in an Authorization header. */
export interface BenchToken {
  readonly text: string;
  readonly header: string;
  readonly signingInput: Buffer;
  readonly signature: Buffer;
}

/** Makes tokens that all differ, as Zuplo's do: of one caller each, valid for an hour. */
export function benchTokens(
  key: SigningKey,
  { count, kid, extra = {} }: { count: number; kid?: string; extra?: object },
): readonly BenchToken[] {
  const now = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, (_, index) => {
    const sub = `consumer-${createHash('sha256').update(String(index)).digest('hex').slice(0, 16)}`;
    const payload = { iss: issuer, sub, aud: audience, iat: now, exp: now + 3600, ...extra };
    return benchToken(signed(key, { header: { alg: key.alg, ...(kid && { kid }) }, payload }));
  });
}

/** Takes a token's text apart. */
export function benchToken(text: string): BenchToken {
  const end = text.lastIndexOf('.');
  return {
    text,
    header: `Bearer ${text}`,
    signingInput: Buffer.from(text.slice(0, end)),
    signature: Buffer.from(text.slice(end + 1), 'base64url'),
  };
}
