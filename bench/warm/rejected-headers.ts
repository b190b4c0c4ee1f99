import { type SigningKey, segment, signed, signingKey } from '../../test/signing.ts';
import { audience } from './tokens.ts';

/** Returns an Authorization header for each check that rejects at a different cost. */
export function rejectedHeaders(key: SigningKey, iss: string): Readonly<Record<string, string>> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss, aud: audience, sub: 'alice', iat: now, exp: now + 3600 };
  const token = (changes: object, by = key) => signed(by, { payload: { ...claims, ...changes } });
  return {
    'rejected: malformed header': 'Basic YWxpY2U6c2VjcmV0',
    'rejected: malformed token': `Bearer ${token({}).replace('.', '..')}`,
    'rejected: algorithm': `Bearer ${segment({ alg: 'HS256' })}.${segment(claims)}.${segment('x')}`,
    'rejected: issuer': `Bearer ${token({ iss: 'https://evil.example' })}`,
    'rejected: signature': `Bearer ${token({}, signingKey(key.alg))}`,
    'rejected: expired': `Bearer ${token({ exp: now - 60 })}`,
  };
}
