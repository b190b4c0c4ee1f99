/** The prime of Curve25519 (RFC 7748 section 4.1). */
const p = 2n ** 255n - 19n;

/**
 * Says whether an encoded point of edwards25519 has an order of 1, 2, 4 or 8 (RFC 8032 section 5.1.3):
 * from the curve's equation, where the authorizer has a list.
 * @param encoded 32 octets: y, little-endian, with the sign of x on top
 */
export function isOfSmallOrder(encoded: Uint8Array): boolean {
  const hex = Buffer.from(encoded).reverse().toString('hex');
  const y = BigInt(`0x${hex}`) % 2n ** 255n;
  // Doubled, a point of order 8 gives one with y = 0, which is so if y² = -x². With that the curve,
  // -x² + y² = 1 + dx²y² and d = -121665/121666, becomes 121665y⁴ - 2·121666y² + 121666 = 0.
  const square = y * y;
  const zeros = [y, y - 1n, y + 1n, 121_665n * square * square - 243_332n * square + 121_666n];
  return zeros.some((value) => value % p === 0n);
}
