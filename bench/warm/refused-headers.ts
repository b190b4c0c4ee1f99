import { type SigningKey, segment, signed, signingKey } from '../../test/signing.ts';
import { audience } from './tokens.ts';

/** An Authorization header for each kind of refusal that costs something else. */
export function refusedHeaders(key: SigningKey, iss: string): Readonly<Record<string, string>> {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss, aud: audience, sub: 'alice', iat: now, exp: now + 3600 };
  const token = (changes: object, by = key) => signed(by, { payload: { ...claims, ...changes } });
  const stranger = { ...signingKey(key.alg), alg: key.alg };
  return {
    'refused: malformed header': 'Basic YWxpY2U6c2VjcmV0',
    'refused: malformed token': `Bearer ${token({}).replace('.', '..')}`,
    'refused: algorithm': `Bearer ${segment({ alg: 'HS256' })}.${segment(claims)}.${segment('x')}`,
    'refused: issuer': `Bearer ${token({ iss: 'https://evil.example' })}`,
    'refused: forged': `Bearer ${token({}, stranger)}`,
    'refused: expired': `Bearer ${token({ exp: now - 60 })}`,
  };
}
