import { createHash } from 'node:crypto';
import { type ConformanceCase, refuse } from './conformance-case.ts';
import { integerOf, littleEndian } from './integers.ts';
import { withSignature } from './signatures.ts';
import { compact, signingInput } from './signer.ts';
import type { World } from './world.ts';

/** The order of Ed25519's group (RFC 8032 section 5.1). */
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

const section = 'RFC 8032 §5.1.7';

/** The neutral element: y is 1. */
const neutral = littleEndian(1n, 32);

/** The edges of Ed25519 signatures, and keys of small order under which anyone can sign. */
export function eddsaCases(world: World): readonly ConformanceCase[] {
  return [...malleable(world), ...ofOtherThings(world), ...underSmallOrder(world)];
}

function malleable(world: World): readonly ConformanceCase[] {
  const token = world.token();
  const row = (name: string, change: (point: Buffer, scalar: bigint) => [Buffer, bigint]) =>
    refuse(
      'bad_signature',
      `EdDSA: ${name}`,
      section,
      withSignature(token, (octets) => {
        const scalar = integerOf(Buffer.from(octets.subarray(32)).reverse());
        const [newPoint, newScalar] = change(octets.subarray(0, 32), scalar);
        return Buffer.concat([newPoint, littleEndian(newScalar, 32)]);
      }),
    );
  return [
    ...[1n, 2n, 8n].map((times) =>
      row(`S plus ${times} times the group's order`, (point, scalar) => [
        point,
        scalar + times * order,
      ]),
    ),
    row("S the group's order", (point) => [point, order]),
    row('S zero', (point) => [point, 0n]),
    row('S negated', (point, scalar) => [point, order - scalar]),
    row('S with its highest bit set', (point, scalar) => [point, scalar | (1n << 255n)]),
    row('R the neutral element, S zero', () => [neutral, 0n]),
    row('R with its sign flipped', (point, scalar) => {
      const copy = Buffer.from(point);
      copy.writeUInt8(copy.readUInt8(31) ^ 0x80, 31);
      return [copy, scalar];
    }),
    row('R not on the curve', (_, scalar) => [littleEndian(2n, 32), scalar]),
    row('R and S swapped', (point, scalar) => [
      littleEndian(scalar, 32),
      integerOf(Buffer.from(point).reverse()),
    ]),
  ];
}

function ofOtherThings(world: World): readonly ConformanceCase[] {
  const { sign } = world.signers.EdDSA;
  const header = { alg: 'EdDSA', kid: 'EdDSA' };
  return ['sha256', 'sha512'].map((digest) =>
    refuse(
      'bad_signature',
      `EdDSA: a signature of the input's ${digest} in hexadecimal`,
      'RFC 8037 §3.1',
      compact(
        { sign: (input) => sign(createHash(digest).update(input).digest('hex')) },
        header,
        world.claims,
      ),
    ),
  );
}

/** Points of order 1, 2, 4 and 8, and of the spellings that are not canonical, as RFC 8032 5.1.3 reads them. */
const smallOrder: Readonly<Record<string, { readonly point: string; readonly order: bigint }>> = {
  'of order 1': { point: `01${'00'.repeat(31)}`, order: 1n },
  'of order 1, its y not reduced': { point: `ee${'ff'.repeat(30)}7f`, order: 1n },
  'of order 1, its sign set': { point: `01${'00'.repeat(30)}80`, order: 1n },
  'of order 2': { point: `ec${'ff'.repeat(30)}7f`, order: 2n },
  'of order 2, its sign set': { point: `ec${'ff'.repeat(31)}`, order: 2n },
  'of order 4': { point: '00'.repeat(32), order: 4n },
  'of order 4, its sign set': { point: `${'00'.repeat(31)}80`, order: 4n },
  'of order 4, its y not reduced': { point: `ed${'ff'.repeat(30)}7f`, order: 4n },
  'of order 8': {
    point: '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    order: 8n,
  },
  'of order 8, its sign set': {
    point: '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    order: 8n,
  },
  'of order 8, the other': {
    point: 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    order: 8n,
  },
};

function underSmallOrder(world: World): readonly ConformanceCase[] {
  return Object.entries(smallOrder).map(([name, { point, order: pointOrder }]) => {
    const octets = Buffer.from(point, 'hex');
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: octets.toString('base64url'), kid: 'EdDSA' };
    return refuse(
      'unknown_key',
      `EdDSA: a key ${name}, and a signature that anyone can make`,
      'RFC 8032 §8.8',
      anyonesToken(world, octets, pointOrder),
      { keySet: { keys: [jwk] } },
    );
  });
}

/**
 * OpenSSL 3.0 (Node.js 20) takes such signatures for good; OpenSSL 3.5 (Node.js 24) does not.
 * Under a key of small order nobody's private key is needed: R neutral and S zero verify whenever the
 * challenge is a multiple of the order, and claims can be varied until it is.
 */
function anyonesToken(world: World, point: Buffer, pointOrder: bigint): string {
  for (let jti = 0; ; jti += 1) {
    const input = signingInput(
      { alg: 'EdDSA', kid: 'EdDSA' },
      { ...world.claims, jti: String(jti) },
    );
    const digest = createHash('sha512').update(neutral).update(point).update(input).digest();
    if ((integerOf(digest.reverse()) % order) % pointOrder === 0n) {
      return `${input}.${Buffer.concat([neutral, Buffer.alloc(32)]).toString('base64url')}`;
    }
  }
}
