import type { KeyObject } from 'node:crypto';

/** The prime of Ed25519's field (RFC 8032 section 5.1). */
const prime = 2n ** 255n - 19n;

/** The y coordinate of two points of order 8; that of the two others is its negative. */
const orderEight = 0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n;

/** The y coordinates of all points of small order: 1, 2, 4 and 8. */
const smallOrder: readonly bigint[] = [0n, 1n, prime - 1n, orderEight, prime - orderEight];

/**
 * Returns whether an Ed25519 key is a point of small order: with such a key, one signature can be valid for many
 * messages (RFC 8032 section 8.8 describes the cofactor).
 */
export function hasSmallOrder(key: KeyObject): boolean {
  const point = Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url').reverse();
  // The highest bit is the sign of x: without it, the number is y.
  const y = BigInt.asUintN(255, BigInt(`0x${point.toString('hex')}`));
  return smallOrder.includes(y % prime);
}
