import { verify } from 'node:crypto';
import type { Algorithm } from '../../contract/algorithms.ts';
import type { PublicKey } from './public-key.ts';
import type { UnverifiedToken } from './token.ts';

/** The digest that an algorithm signs; Ed25519 brings its own (RFC 7518 section 3.1, RFC 8037 section 3.1). */
const digests: Readonly<Record<Algorithm, string | null>> = {
  EdDSA: null,
  RS256: 'sha256',
  RS384: 'sha384',
  RS512: 'sha512',
  ES256: 'sha256',
  ES384: 'sha384',
  ES512: 'sha512',
};

/** Says whether the token was signed with the key, by the algorithm that it names and the key admits. */
export function isSignedWith(
  { keyObject }: PublicKey,
  { header, signingInput, signature }: UnverifiedToken,
): boolean {
  // A JWS holds r and s of an ECDSA signature side by side (RFC 7518 section 3.4), and not as DER.
  const key = header.alg.startsWith('ES')
    ? ({ key: keyObject, dsaEncoding: 'ieee-p1363' } as const)
    : keyObject;
  return verify(digests[header.alg], Buffer.from(signingInput), key, signature);
}
