import { generatePrimeSync } from 'node:crypto';

/** Returns the integer of bytes in big-endian order. */
export function integerOf(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex') || '0'}`);
}

/** Returns an integer's bytes in big-endian order, padded to `length`. @throws if they do not fit */
export function bytesOf(value: bigint, length?: number): Buffer {
  const hex = value.toString(16);
  const width = length === undefined ? hex.length + (hex.length % 2) : length * 2;
  if (hex.length > width) throw new Error(`${hex.length} digits do not fit ${width}`);
  return Buffer.from(hex.padStart(width, '0'), 'hex');
}

/** Returns an integer's bytes in little-endian order, as in EdDSA. */
export function littleEndian(value: bigint, length: number): Buffer {
  return bytesOf(value, length).reverse();
}

export function bitLength(value: bigint): number {
  return value.toString(2).length;
}

export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** Returns the modular inverse. @throws if there is none */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, ((value % modulus) + modulus) % modulus];
  let [coefficient, nextCoefficient] = [0n, 1n];
  while (next > 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [coefficient, nextCoefficient] = [nextCoefficient, coefficient - quotient * nextCoefficient];
  }
  if (rest !== 1n) throw new Error('not invertible');
  return ((coefficient % modulus) + modulus) % modulus;
}

/** Returns the smallest integer whose cube is at least the value. */
export function cubeRoot(value: bigint): bigint {
  let low = 0n;
  let high = 1n << BigInt(Math.ceil(bitLength(value) / 3) + 1);
  while (low < high) {
    const middle = (low + high) / 2n;
    if (middle ** 3n < value) low = middle + 1n;
    else high = middle;
  }
  return low;
}

export function prime(bits: number): bigint {
  return generatePrimeSync(bits, { bigint: true });
}
