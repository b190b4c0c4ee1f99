import type { KeyObject } from 'node:crypto';

/**
 * The y coordinates of Ed25519's points of small order, little-endian, in every encoding: with such a key, one
 * signature can be valid for many messages (RFC 8032 section 8.8 describes the cofactor).
 */
const smallOrderPoints: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

/** Returns whether an Ed25519 key is a point of small order. */
export function hasSmallOrder(key: KeyObject): boolean {
  const point = Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url');
  // The highest bit is the sign of x; both points are of small order.
  point.writeUInt8(point.readUInt8(31) & 0x7f, 31);
  return smallOrderPoints.has(point.toString('hex'));
}
