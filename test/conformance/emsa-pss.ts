import { createHash, randomBytes } from 'node:crypto';

/** Deviations from RFC 7518 section 3.5, which fixes all of these. */
export interface PssChanges {
  /** Digest of the mask generation function MGF1. @default that of the message */
  readonly mgfDigest?: string;
  /** Bytes of salt. @default the digest's length */
  readonly saltLength?: number;
  /** The last byte. @default 0xbc */
  readonly trailer?: number;
  /** The byte between padding and salt. @default 1 */
  readonly separator?: number;
  /** The first byte of the padding, which is otherwise zero. @default 0 */
  readonly padding?: number;
}

/**
 * Returns the encoded message of a signature with RSASSA-PSS (RFC 8017 section 9.1.1). Node.js signs neither with another MGF1 nor with a wrong padding.
 */
export function emsaPss(
  input: string,
  digest: string,
  modulusBits: number,
  changes: PssChanges = {},
): Buffer {
  const { mgfDigest = digest, trailer = 0xbc, separator = 1, padding = 0 } = changes;
  const message = hash(digest, Buffer.from(input));
  const salt = randomBytes(changes.saltLength ?? message.length);
  const digested = hash(digest, Buffer.concat([Buffer.alloc(8), message, salt]));
  const bits = modulusBits - 1;
  const length = Math.ceil(bits / 8);
  const block = Buffer.alloc(length - digested.length - 1);
  block.writeUInt8(padding, 1);
  block.writeUInt8(separator, block.length - salt.length - 1);
  salt.copy(block, block.length - salt.length);
  const mask = mgf1(digested, block.length, mgfDigest);
  const masked = Buffer.from(block.map((byte, index) => byte ^ mask.readUInt8(index)));
  masked.writeUInt8(masked.readUInt8(0) & (0xff >> (8 * length - bits)), 0);
  return Buffer.concat([masked, digested, Buffer.of(trailer)]);
}

/** RFC 8017 appendix B.2.1. */
function mgf1(seed: Buffer, length: number, digest: string): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; Buffer.concat(blocks).length < length; counter += 1) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    blocks.push(hash(digest, Buffer.concat([seed, number])));
  }
  return Buffer.concat(blocks).subarray(0, length);
}

function hash(digest: string, bytes: Buffer): Buffer {
  return createHash(digest).update(bytes).digest();
}
