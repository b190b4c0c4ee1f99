import { verify } from 'node:crypto';
import type { Algorithm } from '../../../contract/algorithms.ts';
import type { PublicKey } from '../jwks/public-key.ts';
import type { UnverifiedToken } from './parse-token.ts';

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
  { header: { alg }, signingInput, signature }: UnverifiedToken,
): boolean {
  const input = Buffer.from(signingInput, 'latin1');
  // A bare key and a DER signature: Node.js can be told of the other form in options, which cost more
  // than all the rest of the decision (bench/warm).
  return verify(digests[alg], input, keyObject, alg.startsWith('ES') ? der(signature) : signature);
}

/** r and s of an ECDSA signature, side by side (RFC 7518 section 3.4), as DER (RFC 3279 section 2.2.3). */
function der(signature: Buffer): Buffer {
  const middle = signature.length / 2;
  const r = integer(signature, 0, middle);
  const s = integer(signature, middle, signature.length);
  const length = 2 + r.length + 2 + s.length;
  const head = length < 0x80 ? [0x30, length] : [0x30, 0x81, length];
  const encoded = Buffer.alloc(head.length + length);
  encoded.set(head);
  write(r, signature, encoded, head.length);
  write(s, signature, encoded, encoded.length - 2 - s.length);
  return encoded;
}

/** A positive integer as DER has it: without leading zeros, but for one where its highest bit would be a sign. */
interface Integer {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

function integer(octets: Buffer, from: number, end: number): Integer {
  let start = from;
  while (start < end - 1 && octets[start] === 0) start += 1;
  const sign = octets.readUInt8(start) >> 7;
  return { start, end, length: sign + end - start };
}

function write({ start, end, length }: Integer, from: Buffer, to: Buffer, at: number): void {
  to[at] = 0x02;
  to[at + 1] = length;
  from.copy(to, at + 2 + length - (end - start), start, end);
}
