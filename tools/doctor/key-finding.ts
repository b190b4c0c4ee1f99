import { isJsonObject } from 'local-gateway/json';
import type { Algorithm } from '../../contract/algorithms.ts';
import { publicKey } from '../../lambdas/authorizer/jwks/public-key.ts';
import { describedValue } from './described-value.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { privateMembersOf } from './private-members.ts';
import { whyUnusable } from './unusable-key.ts';

/**
 * Says of one member of a key set what it is, and which tokens it verifies or why none.
 * @param position in the set, from 1 on
 * @param admitted the `algorithms` setting
 */
export function keyFinding(
  jwk: unknown,
  position: number,
  admitted: readonly Algorithm[],
): Finding {
  const key = `key ${position}${describedKey(jwk)}`;
  const secrets = privateMembersOf(jwk);
  if (secrets.length > 0) {
    return problem(
      `${key}: is private (it has ${secrets.join(', ')}): whoever reads the set can sign with it. ` +
        'Withdraw it, and let the issuer sign with a new one',
      'its key set gives a private key away',
    );
  }
  const algorithms = publicKey(jwk)?.algorithms;
  if (algorithms === undefined) {
    return warning(`${key}: not used: ${whyUnusable(jwk) ?? 'the authorizer does not take it'}`);
  }
  const verified = algorithms.filter((algorithm) => admitted.includes(algorithm));
  if (verified.length > 0) return ok(`${key}: verifies ${verified.join(', ')}`);
  return warning(
    `${key}: not used: it fits ${algorithms.join(', ')}, and the algorithms setting admits ` +
      `${admitted.join(', ')} only`,
  );
}

/** Gives `kid`, kind and purpose of a key as far as it has them, each bounded and escapeControlCharacters. */
function describedKey(jwk: unknown): string {
  if (!isJsonObject(jwk)) return '';
  const { kid, kty, crv, alg, use } = jwk;
  const name = kid === undefined ? ' without kid' : ` "${describedValue(kid)}"`;
  const parts = [
    describedValue(kty),
    crv === undefined ? [] : describedValue(crv),
    kty === 'RSA' ? modulusBits(jwk['n']) : [],
    alg === undefined ? [] : `alg ${describedValue(alg)}`,
    use === undefined ? [] : `use ${describedValue(use)}`,
  ];
  return `${name} (${parts.flat().join(', ')})`;
}

function modulusBits(n: unknown): string | [] {
  const hex = typeof n === 'string' ? Buffer.from(n, 'base64url').toString('hex') : '';
  return hex === '' ? [] : `${BigInt(`0x${hex}`).toString(2).length} bits`;
}
