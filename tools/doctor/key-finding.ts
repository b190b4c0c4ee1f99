import { isJsonObject } from 'local-gateway/json';
import type { Algorithm } from '../../contract/algorithms.ts';
import { publicKey, type UnusableKeyReason } from '../../lambdas/authorizer/jwks/public-key.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { printableValue } from './printable-value.ts';

/** What the authorizer requires, by the reason why it does not use a key. */
const requirements: Readonly<Record<Exclude<UnusableKeyReason, 'private'>, string>> = {
  not_an_object: 'a key must be a JSON object',
  unsupported_type: 'kty must be RSA, OKP with crv Ed25519, or EC with crv P-256, P-384 or P-521',
  unsupported_algorithm:
    'alg must be absent, or RS256 to RS512 or PS256 to PS512 for RSA, EdDSA or Ed25519 for OKP, ES256, ES384 or ' +
    'ES512 for EC by curve',
  other_use: 'use must be absent or sig, and key_ops absent or include verify',
  malformed:
    'kid must be absent or text; the key itself (n and e, or x and y) must be base64url without padding, ' +
    'of the exact length, and on its curve',
  weak: 'RSA keys must have 2048 to 8192 bits and an odd exponent of at least 3; Ed25519 keys must not have a small order',
};

/**
 * Returns what a member of a JWKS is, and which tokens it verifies, or why none.
 * @param position in the set, starting with 1
 * @param accepted the `algorithms` setting
 */
export function keyFinding(
  jwk: unknown,
  position: number,
  accepted: readonly Algorithm[],
): Finding {
  const key = `key ${position}${describedKey(jwk)}`;
  const imported = publicKey(jwk);
  if (imported === 'private') {
    return problem(
      `${key}: private: anyone who reads the JWKS can sign with it. Withdraw it, and sign with a new key`,
      'its JWKS discloses a private key',
    );
  }
  if (typeof imported === 'string') {
    return warning(`${key}: not used (${imported}): ${requirements[imported]}`);
  }
  const verified = imported.algorithms.filter((algorithm) => accepted.includes(algorithm));
  return verified.length > 0
    ? ok(`${key}: verifies ${verified.join(', ')}`)
    : warning(
        `${key}: not used: it verifies ${imported.algorithms.join(', ')}, and the algorithms setting ` +
          `accepts only ${accepted.join(', ')}`,
      );
}

/** Returns the kid, type and purpose of a key, as far as present. */
function describedKey(jwk: unknown): string {
  if (!isJsonObject(jwk)) return '';
  const { kid, kty, crv, alg, use } = jwk;
  const name = kid === undefined || kid === null ? ' without kid' : ` "${printableValue(kid)}"`;
  const parts = [
    printableValue(kty),
    crv === undefined ? [] : printableValue(crv),
    kty === 'RSA' ? modulusBits(jwk['n']) : [],
    alg === undefined ? [] : `alg ${printableValue(alg)}`,
    use === undefined ? [] : `use ${printableValue(use)}`,
  ];
  return `${name} (${parts.flat().join(', ')})`;
}

function modulusBits(n: unknown): string | [] {
  const hex = typeof n === 'string' ? Buffer.from(n, 'base64url').toString('hex') : '';
  return hex === '' ? [] : `${BigInt(`0x${hex}`).toString(2).length} bits`;
}
