import { JwtInvalidSignatureError } from 'aws-jwt-verify/error';
import { verifyJwtSync } from 'aws-jwt-verify/jwt-verifier';
import type { PublicKey } from './public-key.ts';

/**
 * Says whether the token was signed with the key. aws-jwt-verify is handed one key that we chose and
 * imported: its own choice asks for a `kid`, and its own memory of keys outlives their withdrawal.
 * What the claims say is judged elsewhere, so it is told to look at none of them.
 */
export function isSignedWith(key: PublicKey, token: string): boolean {
  try {
    const options = { issuer: null, audience: null, graceSeconds: Number.POSITIVE_INFINITY };
    verifyJwtSync(token, key.jwk, options, () => key.keyObject);
    return true;
  } catch (error) {
    if (error instanceof JwtInvalidSignatureError) return false;
    throw error;
  }
}
