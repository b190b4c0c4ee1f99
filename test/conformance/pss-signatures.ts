import { constants, privateEncrypt, sign } from 'node:crypto';
import { type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import { emsaPss, type PssChanges } from './emsa-pss.ts';
import { compact } from './signer.ts';
import { syntheticRsa } from './synthetic-rsa.ts';

const rfc = 'RFC 7518 §3.5';

/** RSASSA-PSS: only with a salt of the digest's length, and MGF1 with the same digest. */
export function pssCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [
    ...[256, 384, 512].flatMap((bits) => [
      ...keys(context, bits),
      ...parameters(context, bits),
      ...otherSignatures(context, bits),
    ]),
    ...keySizes(context),
    ...cases('bad_signature', 'RFC 8017 §8.1.2', {
      'PS256: signature without its leading zero byte': withoutZero(context),
    }),
  ];
}

/** Signs until the signature begins with a zero byte, as one in 256 does, and returns the token without that byte. */
function withoutZero({ signers, claims }: ConformanceContext): string {
  const signWithZero = (input: string): Buffer => {
    const signature = signers.PS256.sign(input);
    return signature.readUInt8(0) === 0 ? signature.subarray(1) : signWithZero(input);
  };
  return compact({ sign: signWithZero }, { alg: 'PS256', kid: 'PS256' }, claims);
}

/** Sizes for which encoded message and modulus have other lengths in bytes, and exponents of other lengths. */
function keySizes(context: ConformanceContext): readonly ConformanceCase[] {
  const keys = {
    'of 2049 bits': [2049, 65537n],
    'of 2055 bits': [2055, 65537n],
    'of 4096 bits': [4096, 65537n],
    'of 8192 bits': [8192, 65537n],
    'with exponent 3': [2048, 3n],
    'with exponent 4294967311': [2048, 4294967311n],
  } as const;
  return cases('allow', rfc, prefixed('PS256: key', keys), ([bits, exponent]) => {
    const key = syntheticRsa(bits, exponent);
    return {
      token: compact(
        { sign: (input) => key.signEncoded(emsaPss(input, 'sha256', bits)) },
        { alg: 'PS256', kid: 'PS256' },
        context.claims,
      ),
      jwks: { keys: [{ ...key.jwk, kid: 'PS256' }] },
    };
  });
}

function keys(context: ConformanceContext, bits: number): readonly ConformanceCase[] {
  const alg = `PS${bits}` as 'PS256' | 'PS384' | 'PS512';
  const signer = context.signers[alg];
  const { jwk } = signer;
  const others = [`RS${bits}`, alg === 'PS256' ? 'PS512' : 'PS256', 'RSA-OAEP', 'RSASSA-PSS'];
  const token = context.token({}, { kid: alg }, signer);
  const row = (key: object) => ({ token, jwks: { keys: [{ ...jwk, kid: alg, ...key }] } });
  return [
    ...cases(
      'allow',
      rfc,
      prefixed(`${alg}, correctly signed, key`, { 'with this alg': { alg }, 'without alg': {} }),
      row,
    ),
    ...cases(
      'unknown_key',
      'RFC 7517 §4.4',
      Object.fromEntries(others.map((name) => [`${alg}, correctly signed, key for ${name}`, name])),
      (name) => row({ alg: name }),
    ),
    ...cases('unknown_key', 'RFC 8725 §3.1', {
      [`RS${bits}, signed correctly, key for ${alg}`]: {
        token: context.token({}, { kid: alg }, context.signers[`RS${bits}` as 'RS256']),
        jwks: { keys: [{ ...jwk, kid: alg, alg }] },
      },
    }),
  ];
}

/** Each encoded by hand, after the same encoding without a change is shown to be valid. */
function parameters(context: ConformanceContext, bits: number): readonly ConformanceCase[] {
  const alg = `PS${bits}`;
  const digest = `sha${bits}`;
  const length = bits / 8;
  const key = syntheticRsa(2048);
  const jwks = { keys: [{ ...key.jwk, kid: alg }] };
  const otherDigests = ['sha1', 'sha256', 'sha384', 'sha512'].filter((name) => name !== digest);
  const longest = 256 - length - 2;
  const changes: Readonly<Record<string, PssChanges>> = {
    'no salt': { saltLength: 0 },
    'a salt of 20 bytes': { saltLength: 20 },
    'a salt of one byte less': { saltLength: length - 1 },
    'a salt of one byte more': { saltLength: length + 1 },
    'the longest salt': { saltLength: longest },
    ...Object.fromEntries(
      otherDigests.map((name) => [`MGF1 with ${name}`, { mgfDigest: name } as const]),
    ),
    'another trailer': { trailer: 0xcc },
    'another byte before the salt': { separator: 2 },
    'a padding byte that is not zero': { padding: 1 },
  };
  const row = (change: PssChanges) => ({
    token: compact(
      { sign: (input) => key.signEncoded(emsaPss(input, digest, 2048, change)) },
      { alg, kid: alg },
      context.claims,
    ),
    jwks,
  });
  return [
    ...cases('allow', rfc, { [`${alg}: signature encoded by hand`]: row({}) }),
    ...cases('bad_signature', rfc, prefixed(`${alg}: signature with`, changes), row),
  ];
}

function otherSignatures(context: ConformanceContext, bits: number): readonly ConformanceCase[] {
  const { signers, claims } = context;
  const alg = `PS${bits}` as 'PS256' | 'PS384' | 'PS512';
  const key = signers[alg].privateKey;
  const other = bits === 256 ? 512 : 256;
  const signatures: Readonly<Record<string, (input: string) => Buffer>> = {
    'signature with PKCS #1 padding': (input) => sign(`sha${bits}`, Buffer.from(input), key),
    [`signature over sha${other}, all parameters of sha${other}`]: (input) =>
      signers[`PS${other}` as 'PS256'].sign(input),
    [`signature over sha${other}, salt of the length of sha${bits}`]: (input) =>
      sign(`sha${other}`, Buffer.from(input), {
        ...{ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: bits / 8 },
      }),
    'a constant without padding': () =>
      privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, Buffer.alloc(256, 1)),
  };
  return cases('bad_signature', rfc, prefixed(`${alg}:`, signatures), (signWith) =>
    compact({ sign: signWith }, { alg, kid: alg }, claims),
  );
}
