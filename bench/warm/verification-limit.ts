import { createPublicKey, verify } from 'node:crypto';
import { rsaPssKey } from '../../lambdas/authorizer/jwks/rsa-pss-key.ts';
import type { SigningKey } from '../../test/signing.ts';
import type { BenchToken } from './tokens.ts';

const empty = Buffer.alloc(0);

/**
 * Returns a function that verifies one token's signature as fast as Node.js can: a bare key object, all
 * decoded beforehand, ECDSA signatures in DER, and RSASSA-PSS parameters in the key.
 */
export function verificationLimit(
  key: SigningKey,
  tokens: readonly BenchToken[],
): (index: number) => boolean {
  const rsaOrOther = createPublicKey(key.privateKey);
  const publicKey = key.alg === 'PS256' ? rsaPssKey(rsaOrOther, 'sha256') : rsaOrOther;
  const digest = key.alg === 'EdDSA' ? null : `sha${key.alg.slice(2)}`;
  const signatures = tokens.map(({ signature }) =>
    key.alg.startsWith('ES') ? der(signature) : signature,
  );
  return (index) =>
    verify(digest, tokens[index]?.signingInput ?? empty, publicKey, signatures[index] ?? empty);
}

function der(signature: Buffer): Buffer {
  const middle = signature.length / 2;
  const body = Buffer.concat([
    integer(signature.subarray(0, middle)),
    integer(signature.subarray(middle)),
  ]);
  return Buffer.concat([Buffer.from([0x30, body.length]), body]);
}

function integer(bytes: Buffer): Buffer {
  const hex = BigInt(`0x${bytes.toString('hex')}`).toString(16);
  const digits = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  const positive = digits.readUInt8(0) < 0x80 ? digits : Buffer.concat([Buffer.alloc(1), digits]);
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}
