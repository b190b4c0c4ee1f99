import { createHash } from 'node:crypto';
import { type SigningKey, signed } from '../../test/signing.ts';

export const audience = 'your-audience';

/** A token, decoded as far as a bare verification needs it, and in an Authorization header. */
export interface BenchToken {
  readonly header: string;
  readonly signingInput: Buffer;
  readonly signature: Buffer;
}

/** Returns tokens that all differ, as Zuplo's do: one per caller, valid for an hour. */
export function benchTokens(
  key: SigningKey,
  { count, kid, extra = {} }: { count: number; kid?: string; extra?: object },
): readonly BenchToken[] {
  const now = Math.floor(Date.now() / 1000);
  return Array.from({ length: count }, (_, index) => {
    const sub = `consumer-${createHash('sha256').update(String(index)).digest('hex').slice(0, 16)}`;
    const payload = { sub, aud: audience, iat: now, exp: now + 3600, ...extra };
    const token = signed(key, { header: { alg: key.alg, ...(kid && { kid }) }, payload });
    const end = token.lastIndexOf('.');
    return {
      header: `Bearer ${token}`,
      signingInput: Buffer.from(token.slice(0, end)),
      signature: Buffer.from(token.slice(end + 1), 'base64url'),
    };
  });
}
