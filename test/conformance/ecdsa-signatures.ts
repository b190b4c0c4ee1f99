import { sign } from 'node:crypto';
import { type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import { bytesOf, integerOf } from './integers.ts';
import { compact, withSignature } from './signer.ts';

interface Curve {
  readonly alg: 'ES256' | 'ES384' | 'ES512';
  /** Bytes of each of r and s. */
  readonly size: number;
  /** The order of the group (FIPS 186-4 appendix D.1.2). */
  readonly order: bigint;
}

const curves: readonly Curve[] = [
  {
    alg: 'ES256',
    size: 32,
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  },
  {
    alg: 'ES384',
    size: 48,
    order: BigInt(`0x${'f'.repeat(48)}c7634d81f4372ddf581a0db248b0a77aecec196accc52973`),
  },
  {
    alg: 'ES512',
    size: 66,
    order: BigInt(
      `0x01${'f'.repeat(65)}a51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409`,
    ),
  },
];

const rfc = 'RFC 7518 §3.4';

/** ECDSA signatures with integers out of range, in other encodings, or over other digests. */
export function ecdsaCases(context: ConformanceContext): readonly ConformanceCase[] {
  return curves.flatMap((curve) => [
    ...integers(context, curve),
    ...encodings(context, curve),
    ...digests(context, curve),
  ]);
}

type Pair = readonly [r: bigint, s: bigint];
type Change = (pair: Pair) => Pair;

function integers(
  context: ConformanceContext,
  { alg, size, order }: Curve,
): readonly ConformanceCase[] {
  const token = context.token({}, {}, context.signers[alg]);
  const changed = (change: Change) =>
    withSignature(token, (bytes) => {
      const pair: Pair = [integerOf(bytes.subarray(0, size)), integerOf(bytes.subarray(size))];
      return Buffer.concat(change(pair).map((integer) => bytesOf(integer, size)));
    });
  const invalid: Readonly<Record<string, Change>> = {
    'r and s zero': () => [0n, 0n],
    'r zero': ([, s]) => [0n, s],
    's zero': ([r]) => [r, 0n],
    'r and s one': () => [1n, 1n],
    "r and s equal to the group's order": () => [order, order],
    "r equal to the group's order": ([, s]) => [order, s],
    "s equal to the group's order": ([r]) => [r, order],
    'r and s one less than the order': () => [order - 1n, order - 1n],
    'r and s swapped': ([r, s]) => [s, r],
    'r negated': ([r, s]) => [order - r, s],
  };
  // Only P-521 leaves room for an integer above the order.
  const above: Readonly<Record<string, Change>> = {
    'r plus the order': ([r, s]) => [r + order, s],
    's plus the order': ([r, s]) => [r, s + order],
  };
  const all = alg === 'ES512' ? { ...invalid, ...above } : invalid;
  return [
    ...cases('bad_signature', rfc, prefixed(`${alg}:`, all), changed),
    ...cases('allow', rfc, {
      [`${alg}: s negated (ECDSA signatures are malleable)`]: changed(([r, s]) => [r, order - s]),
    }),
  ];
}

function encodings(
  { signers, token, claims }: ConformanceContext,
  { alg, size }: Curve,
): readonly ConformanceCase[] {
  const signer = signers[alg];
  const der = (input: string) => sign(`sha${alg.slice(2)}`, Buffer.from(input), signer.privateKey);
  const header = { alg, kid: alg };
  const changed = (change: (r: Buffer, s: Buffer) => readonly Buffer[]) =>
    withSignature(token({}, {}, signer), (bytes) =>
      Buffer.concat(change(Buffer.from(bytes.subarray(0, size)), bytes.subarray(size))),
    );
  return cases(
    'bad_signature',
    rfc,
    prefixed(`${alg}:`, {
      'signature in DER': compact({ sign: der }, header, claims),
      'signature in DER, cut to the length of r and s': compact(
        { sign: (input) => der(input).subarray(0, size * 2) },
        header,
        claims,
      ),
      'r and s with leading zero bytes': changed((r, s) => [Buffer.of(0), r, Buffer.of(0), s]),
      'r alone': changed((r) => [r]),
      'r and s in little-endian order': changed((r, s) => [r.reverse(), Buffer.from(s).reverse()]),
    }),
  );
}

/** The algorithm determines the digest. */
function digests(
  { signers, claims }: ConformanceContext,
  { alg }: Curve,
): readonly ConformanceCase[] {
  const key = { key: signers[alg].privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return ['sha1', 'sha256', 'sha384', 'sha512']
    .filter((digest) => digest !== `sha${alg.slice(2)}`)
    .flatMap((digest) =>
      cases('bad_signature', rfc, {
        [`${alg}: signature over ${digest}`]: compact(
          { sign: (input) => sign(digest, Buffer.from(input), key) },
          { alg, kid: alg },
          claims,
        ),
      }),
    );
}
