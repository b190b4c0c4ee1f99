import { sign } from 'node:crypto';
import { allow, type ConformanceCase, refuse } from './conformance-case.ts';
import { integerOf, octetsOf } from './integers.ts';
import { withSignature } from './signatures.ts';
import { compact } from './signer.ts';
import type { World } from './world.ts';

interface Curve {
  readonly alg: 'ES256' | 'ES384' | 'ES512';
  readonly octets: number;
  /** The order of the group (FIPS 186-4 appendix D.1.2). */
  readonly order: bigint;
}

const curves: readonly Curve[] = [
  {
    alg: 'ES256',
    octets: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  {
    alg: 'ES384',
    octets: 48,
    order: BigInt(
      '0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
    ),
  },
  {
    alg: 'ES512',
    octets: 66,
    order: BigInt(
      '0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409',
    ),
  },
];

/** The two integers of an ECDSA signature, r and s. */
type Pair = readonly [bigint, bigint];

const section = 'RFC 7518 §3.4';

/** The edges of ECDSA signatures: integers that are out of range, and their spellings. */
export function ecdsaCases(world: World): readonly ConformanceCase[] {
  return curves.flatMap((curve) => [
    ...integers(world, curve),
    ...spellings(world, curve),
    ...digests(world, curve),
  ]);
}

function integers(world: World, { alg, octets, order }: Curve): readonly ConformanceCase[] {
  const token = world.token({}, {}, world.signers[alg]);
  const changed = (change: (pair: Pair) => Pair) =>
    withSignature(token, (signature) => {
      const pair: Pair = [
        integerOf(signature.subarray(0, octets)),
        integerOf(signature.subarray(octets)),
      ];
      return Buffer.concat(change(pair).map((integer) => octetsOf(integer, octets)));
    });
  const row = (name: string, change: (pair: Pair) => Pair) =>
    refuse('bad_signature', `${alg}: ${name}`, section, changed(change));
  const rows = [
    row('r and s zero', () => [0n, 0n]),
    row('r zero', ([, s]) => [0n, s]),
    row('s zero', ([r]) => [r, 0n]),
    row('r and s one', () => [1n, 1n]),
    row("r and s the group's order", () => [order, order]),
    row("r the group's order", ([, s]) => [order, s]),
    row("s the group's order", ([r]) => [r, order]),
    row('r and s one less than the order', () => [order - 1n, order - 1n]),
    row('r and s swapped', ([r, s]) => [s, r]),
    row('r negated', ([r, s]) => [order - r, s]),
    allow(
      `${alg}: s negated, which ECDSA lets anyone do`,
      section,
      changed(([r, s]) => [r, order - s]),
    ),
  ];
  // Only P-521 leaves room in its octets for an integer beyond the order.
  if (alg !== 'ES512') return rows;
  return [
    ...rows,
    row('r beyond the order', ([r, s]) => [r + order, s]),
    row('s beyond the order', ([r, s]) => [r, s + order]),
  ];
}

function spellings(world: World, { alg, octets }: Curve): readonly ConformanceCase[] {
  const signer = world.signers[alg];
  const token = world.token({}, {}, signer);
  const der = (input: string) => sign(`sha${alg.slice(2)}`, Buffer.from(input), signer.privateKey);
  const header = { alg, kid: alg };
  const row = (name: string, text: string) =>
    refuse('bad_signature', `${alg}: ${name}`, section, text);
  return [
    row('a signature in DER', compact({ sign: der }, header, world.claims)),
    row(
      'a signature in DER, cut to the length of r and s',
      compact({ sign: (input) => der(input).subarray(0, octets * 2) }, header, world.claims),
    ),
    row(
      'r and s with a zero before each',
      withSignature(token, (signature) =>
        Buffer.concat([
          Buffer.of(0),
          signature.subarray(0, octets),
          Buffer.of(0),
          signature.subarray(octets),
        ]),
      ),
    ),
    row(
      'r alone',
      withSignature(token, (signature) => signature.subarray(0, octets)),
    ),
    row(
      'r and s least significant first',
      withSignature(token, (signature) =>
        Buffer.concat([
          Buffer.from(signature.subarray(0, octets)).reverse(),
          Buffer.from(signature.subarray(octets)).reverse(),
        ]),
      ),
    ),
  ];
}

/** The digest goes with the algorithm, not with whatever the key can do. */
function digests(world: World, { alg }: Curve): readonly ConformanceCase[] {
  const { privateKey } = world.signers[alg];
  return ['sha1', 'sha256', 'sha384', 'sha512']
    .filter((digest) => digest !== `sha${alg.slice(2)}`)
    .map((digest) =>
      refuse(
        'bad_signature',
        `${alg}: a signature over ${digest}`,
        section,
        compact(
          {
            sign: (input) =>
              sign(digest, Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }),
          },
          { alg, kid: alg },
          world.claims,
        ),
      ),
    );
}
