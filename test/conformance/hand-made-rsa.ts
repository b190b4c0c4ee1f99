import { createHash } from 'node:crypto';
import { bitLength, integerOf, inverse, octetsOf, power, prime } from './integers.ts';
import type { Signer } from './signer.ts';

/**
 * An RSA key of any size and exponent, made of many small primes: quick to make, worthless as a key,
 * and a verifier, who sees only its modulus and exponent, cannot tell.
 */
export interface HandMadeRsa extends Signer {
  readonly modulus: bigint;
  /** What a signature of the algorithm hides: padding and digest, as long as the modulus. */
  encoded(input: string, more?: Encoding): Buffer;
  /** Gives the signature that opens to these octets. */
  signedOctets(encoded: Buffer): Buffer;
}

/** How an encoding departs from RFC 8017 section 9.2. */
interface Encoding {
  readonly digestInfo?: string;
  readonly blockType?: string;
}

const primeBits = 512;

/** The DER of DigestInfo for SHA-256, up to the digest (RFC 8017 section 9.2, note 1). */
const sha256Info = '3031300d060960864801650304020105000420';

/** Gives a key whose signatures are RS256. */
export function handMadeRsa(bits: number, exponent = 65537n): HandMadeRsa {
  const primes = primesFor(bits, exponent);
  const modulus = primes.reduce((product, factor) => product * factor, 1n);
  const length = Math.ceil(bits / 8);
  const encoded = (input: string, { digestInfo = sha256Info, blockType = '01' }: Encoding = {}) => {
    const tail = `00${digestInfo}${createHash('sha256').update(input).digest('hex')}`;
    return Buffer.from(`00${blockType}${tail.padStart(length * 2 - 4, 'f')}`, 'hex');
  };
  const signedOctets = (octets: Buffer) =>
    octetsOf(root(integerOf(octets) % modulus, exponent, primes, modulus), length);
  return {
    alg: 'RS256',
    modulus,
    jwk: {
      kty: 'RSA',
      n: octetsOf(modulus).toString('base64url'),
      e: octetsOf(exponent).toString('base64url'),
    },
    encoded,
    signedOctets,
    sign: (input) => signedOctets(encoded(input)),
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
  // The product of two factors is as long as both together, or a bit shorter.
  for (let shorter = 0; ; shorter = 1 - shorter) {
    const factor = primeFor(bits - bitLength(product) + shorter, exponent);
    if (bitLength(product * factor) === bits && !primes.includes(factor))
      return [...primes, factor];
  }
}

/** A prime below which the exponent has an inverse; for an even exponent there is none. */
function primeFor(bits: number, exponent: bigint): bigint {
  for (;;) {
    const factor = prime(bits);
    if (exponent % 2n === 0n || exponent === 1n || (factor - 1n) % exponent !== 0n) return factor;
  }
}

/** Takes the root modulo each prime, and joins them by the Chinese remainder theorem. */
function root(value: bigint, exponent: bigint, primes: bigint[], modulus: bigint): bigint {
  let result = 0n;
  for (const factor of primes) {
    const part = power(value, inverse(exponent, factor - 1n), factor);
    const others = modulus / factor;
    result += part * others * inverse(others, factor);
  }
  return result % modulus;
}
