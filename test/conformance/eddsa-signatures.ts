import { createHash } from 'node:crypto';
import { type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import { integerOf, littleEndian } from './integers.ts';
import { compact, signingInput, withSignature } from './signer.ts';

/** The order of Ed25519's group (RFC 8032 section 5.1). */
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The neutral element: y is 1. */
const neutral = littleEndian(1n, 32);

/** Malleated Ed25519 signatures, and keys of small order, for which anyone can create a signature. */
export function eddsaCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [...malleated(context), ...prehashed(context), ...smallOrderKeys(context)];
}

type Signature = readonly [r: Buffer, s: bigint];

function malleated(context: ConformanceContext): readonly ConformanceCase[] {
  const token = context.token();
  const changes: Readonly<Record<string, (r: Buffer, s: bigint) => Signature>> = {
    "S plus the group's order": (r, s) => [r, s + order],
    "S plus twice the group's order": (r, s) => [r, s + 2n * order],
    "S plus 8 times the group's order": (r, s) => [r, s + 8n * order],
    "S equal to the group's order": (r) => [r, order],
    'S zero': (r) => [r, 0n],
    'S negated': (r, s) => [r, order - s],
    'S with its highest bit set': (r, s) => [r, s | (1n << 255n)],
    'R the neutral element, S zero': () => [neutral, 0n],
    'R with its sign changed': (r, s) => {
      const copy = Buffer.from(r);
      copy.writeUInt8(copy.readUInt8(31) ^ 0x80, 31);
      return [copy, s];
    },
    'R not on the curve': (_, s) => [littleEndian(2n, 32), s],
    'R and S swapped': (r, s) => [littleEndian(s, 32), integerOf(Buffer.from(r).reverse())],
  };
  return cases('bad_signature', 'RFC 8032 §5.1.7', prefixed('EdDSA:', changes), (change) =>
    withSignature(token, (bytes) => {
      const [r, s] = change(
        bytes.subarray(0, 32),
        integerOf(Buffer.from(bytes.subarray(32)).reverse()),
      );
      return Buffer.concat([r, littleEndian(s, 32)]);
    }),
  );
}

function prehashed({ signers, claims }: ConformanceContext): readonly ConformanceCase[] {
  return cases(
    'bad_signature',
    'RFC 8037 §3.1',
    prefixed("EdDSA: signature of the input's", {
      'SHA-256 in hexadecimal': 'sha256',
      'SHA-512 in hexadecimal': 'sha512',
    }),
    (digest) =>
      compact(
        { sign: (input) => signers.EdDSA.sign(createHash(digest).update(input).digest('hex')) },
        { alg: 'EdDSA', kid: 'EdDSA' },
        claims,
      ),
  );
}

interface Point {
  readonly bytes: string;
  readonly order: bigint;
}

const order8 = '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc';
const otherOrder8 = 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a';

/** Points of order 1, 2, 4 and 8, with the non-canonical encodings that RFC 8032 section 5.1.3 decodes. */
const smallOrder: Readonly<Record<string, Point>> = {
  1: { bytes: `01${'00'.repeat(31)}`, order: 1n },
  '1, y not reduced': { bytes: `ee${'ff'.repeat(30)}7f`, order: 1n },
  '1, sign set': { bytes: `01${'00'.repeat(30)}80`, order: 1n },
  2: { bytes: `ec${'ff'.repeat(30)}7f`, order: 2n },
  '2, sign set': { bytes: `ec${'ff'.repeat(31)}`, order: 2n },
  4: { bytes: '00'.repeat(32), order: 4n },
  '4, sign set': { bytes: `${'00'.repeat(31)}80`, order: 4n },
  '4, y not reduced': { bytes: `ed${'ff'.repeat(30)}7f`, order: 4n },
  8: { bytes: `${order8}05`, order: 8n },
  '8, sign set': { bytes: `${order8}85`, order: 8n },
  '8, the other point': { bytes: otherOrder8, order: 8n },
};

function smallOrderKeys(context: ConformanceContext): readonly ConformanceCase[] {
  return cases(
    'unknown_key',
    'RFC 8032 §8.8',
    prefixed('EdDSA: key of order', smallOrder),
    (point) => {
      const key = Buffer.from(point.bytes, 'hex');
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url'), kid: 'EdDSA' };
      return { token: forgedToken(context, key, point.order), jwks: { keys: [jwk] } };
    },
  );
}

/**
 * Forges a token for a key of small order, without a private key: R neutral and S zero verify if the
 * challenge is a multiple of the order, and claims can be varied until it is. OpenSSL 3.0 (Node.js 20)
 * accepts such signatures; OpenSSL 3.5 (Node.js 24) does not.
 */
function forgedToken({ claims }: ConformanceContext, key: Buffer, keyOrder: bigint): string {
  for (let jti = 0; ; jti += 1) {
    const input = signingInput({ alg: 'EdDSA', kid: 'EdDSA' }, { ...claims, jti: String(jti) });
    const digest = createHash('sha512').update(neutral).update(key).update(input).digest();
    if ((integerOf(digest.reverse()) % order) % keyOrder === 0n) {
      return `${input}.${Buffer.concat([neutral, Buffer.alloc(32)]).toString('base64url')}`;
    }
  }
}
