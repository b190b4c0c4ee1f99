import { createHash } from 'node:crypto';
import { bitLength, bytesOf, integerOf, inverse, power, prime } from './integers.ts';
import type { Signer } from './signer.ts';

/**
 * An RSA key of any size and exponent, the product of many small primes: fast to generate and insecure,
 * but a verifier, which sees only modulus and exponent, cannot tell.
 */
export interface SyntheticRsa extends Signer {
  readonly modulus: bigint;
  /** Returns the encoded message that a signature of the input contains (RFC 8017 section 9.2). */
  encoded(input: string, changes?: EncodingChanges): Buffer;
  /** Returns the signature that contains this encoded message. */
  signEncoded(encoded: Buffer): Buffer;
}

/** Deviations from RFC 8017 section 9.2. */
interface EncodingChanges {
  readonly digestInfo?: string;
  readonly blockType?: string;
}

const primeBits = 192;

/** DigestInfo for SHA-256 in DER, without the digest (RFC 8017 section 9.2, note 1). */
const sha256Info = '3031300d060960864801650304020105000420';

const known = new Map<string, SyntheticRsa>();

/** Returns a key for RS256, the same for the same arguments. */
export function syntheticRsa(bits: number, exponent = 65537n): SyntheticRsa {
  const name = `${bits} ${exponent}`;
  const key = known.get(name) ?? createSyntheticRsa(bits, exponent);
  known.set(name, key);
  return key;
}

function createSyntheticRsa(bits: number, exponent: bigint): SyntheticRsa {
  const primes = primesFor(bits, exponent);
  const modulus = primes.reduce((product, factor) => product * factor, 1n);
  const length = Math.ceil(bits / 8);
  const encoded: SyntheticRsa['encoded'] = (input, changes = {}) => {
    const { digestInfo = sha256Info, blockType = '01' } = changes;
    const tail = `00${digestInfo}${createHash('sha256').update(input).digest('hex')}`;
    return Buffer.from(`00${blockType}${tail.padStart(length * 2 - 4, 'f')}`, 'hex');
  };
  const signEncoded = (bytes: Buffer) =>
    bytesOf(root(integerOf(bytes) % modulus, exponent, primes, modulus), length);
  return {
    alg: 'RS256',
    modulus,
    jwk: {
      kty: 'RSA',
      n: bytesOf(modulus).toString('base64url'),
      e: bytesOf(exponent).toString('base64url'),
    },
    encoded,
    signEncoded,
    sign: (input) => signEncoded(encoded(input)),
  };
}

function primesFor(bits: number, exponent: bigint): bigint[] {
  const primes: bigint[] = [];
  let product = 1n;
  while (bits - bitLength(product) > primeBits + 64) {
    const factor = primeFor(primeBits, exponent);
    primes.push(factor);
    product *= factor;
  }
  // The product of two factors has as many bits as both together, or one less.
  for (let more = 0; ; more = 1 - more) {
    const factor = primeFor(bits - bitLength(product) + more, exponent);
    if (bitLength(product * factor) === bits && !primes.includes(factor))
      return [...primes, factor];
  }
}

/** Returns a prime modulo which roots of this exponent exist, unless it is even or 1. */
function primeFor(bits: number, exponent: bigint): bigint {
  for (;;) {
    const factor = prime(bits);
    if (exponent % 2n === 0n || exponent === 1n || (factor - 1n) % exponent !== 0n) return factor;
  }
}

/** Returns the root modulo each prime, combined by the Chinese remainder theorem. */
function root(value: bigint, exponent: bigint, primes: bigint[], modulus: bigint): bigint {
  let result = 0n;
  for (const factor of primes) {
    const part = power(value, inverse(exponent, factor - 1n), factor);
    const others = modulus / factor;
    result += part * others * inverse(others, factor);
  }
  return result % modulus;
}
