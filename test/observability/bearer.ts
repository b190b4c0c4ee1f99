import { type AccessKeys, audience } from '../access-tokens.ts';
import { signed } from '../signing.ts';

interface BearerOptions {
  readonly lifeSeconds?: number;
  readonly header?: object;
  readonly sub?: string;
}

/** Returns an Authorization header with a valid token, with the given changes. */
export function bearer(
  issuer: string,
  { zuplo }: AccessKeys,
  { lifeSeconds = 300, header = {}, sub = 'alice' }: BearerOptions = {},
): string {
  const exp = Math.floor(Date.now() / 1000) + lifeSeconds;
  const payload = { iss: issuer, aud: audience, sub, exp };
  return `Bearer ${signed(zuplo, { header: { alg: zuplo.alg, ...header }, payload })}`;
}
