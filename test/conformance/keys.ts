import { generateKeyPairSync, sign } from 'node:crypto';
import { changedKey, type Members } from './changed-key.ts';
import { byJson, type ConformanceCase, cases } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import { compact, createSigner, type Signer, withTrailingBits } from './signer.ts';
import { syntheticRsa } from './synthetic-rsa.ts';

/** Keys that must not verify: each is the only published key, and really signed the token. */
export function keyCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [
    ...otherPurposes(context),
    ...otherNames(context),
    ...otherEncodings(context),
    ...invalidPoints(context),
    ...weakRsaKeys(context),
    ...otherKeyTypes(context),
    ...missingKeys(context),
  ];
}

function otherPurposes(context: ConformanceContext): readonly ConformanceCase[] {
  const { EdDSA, RS256, ES256 } = context.signers;
  const row = (by: Signer, rfc: string, member: string, values: readonly unknown[]) =>
    changedKey(context, by, rfc, byJson(member, values), (value) => ({ [member]: value }));
  const eddsaAlgs = ['ed25519', 'Ed448', 'eddsa', 'ES256', 1, ['EdDSA'], {}];
  const operations = [['sign'], ['encrypt', 'wrapKey'], ['VERIFY'], [null], 'verify', 1];
  return [
    ...row(EdDSA, 'RFC 7517 §4.2', 'use', ['enc', 'SIG', 'sig ', 'sign', 1, ['sig'], {}]),
    ...row(ES256, 'RFC 7517 §4.3', 'key_ops', [...operations, { 0: 'verify' }, [['verify']]]),
    ...row(RS256, 'RFC 7517 §4.4', 'alg', [
      ...['RS384', 'PS256', 'HS256', 'rs256', 'RSA-OAEP', 'none'],
    ]),
    ...row(ES256, 'RFC 7517 §4.4', 'alg', ['ES384', 'ES256K', 'ECDH-ES']),
    ...row(EdDSA, 'RFC 7517 §4.4', 'alg', eddsaAlgs),
    ...row(RS256, 'RFC 7517 §9.2', 'd', [0, false, 'AA', {}, [null]]),
    ...row(EdDSA, 'RFC 7517 §9.2', 'oth', [{}, [{}], 'AA']),
    ...[EdDSA, RS256, ES256].flatMap((signer) =>
      changedKey(context, signer, 'RFC 7517 §9.2', { 'its private members': signer }, (by) => ({
        ...by.privateKey.export({ format: 'jwk' }),
      })),
    ),
  ];
}

function otherNames(context: ConformanceContext): readonly ConformanceCase[] {
  const { EdDSA, RS256, ES256 } = context.signers;
  const row = (by: Signer, member: string, rfc: string, values: readonly unknown[]) =>
    changedKey(context, by, rfc, byJson(member, values), (value) => ({ [member]: value }));
  const edCurves = [undefined, 'ed25519', 'X25519', 'Ed448', 'P-256', ['Ed25519'], null];
  const ecCurves = [undefined, 'p-256', 'P256', 'secp256r1', 'P-384', 'secp256k1', ['P-256']];
  return [
    ...row(EdDSA, 'kty', 'RFC 8037 §2', [undefined, 'okp', 'EC', 'RSA', 'oct', null, ['OKP'], '']),
    ...row(EdDSA, 'crv', 'RFC 8037 §2', edCurves),
    ...row(ES256, 'kty', 'RFC 7518 §6.2.1', ['ec', 'OKP', ['EC']]),
    ...row(ES256, 'crv', 'RFC 7518 §6.2.1.1', ecCurves),
    ...row(RS256, 'kty', 'RFC 7518 §6.3', ['rsa', 'RSA-PSS', 'EC', ['RSA']]),
    ...row(EdDSA, 'kid', 'RFC 7517 §4.5', [null, 1, {}, ['EdDSA'], true]),
  ];
}

/** The same bytes in another encoding, or incomplete (RFC 7515 section 2). */
const encodings: Readonly<Record<string, (value: string) => unknown>> = {
  missing: () => undefined,
  null: () => null,
  empty: () => '',
  'a number': () => 1,
  'in an array': (value) => [value],
  padded: (value) => `${value}${'='.repeat((4 - (value.length % 4)) % 4 || 4)}`,
  'with a line break': (value) => `${value.slice(0, 20)}\n${value.slice(20)}`,
  'with a trailing space': (value) => `${value} `,
  'in hexadecimal': (value) => Buffer.from(value, 'base64url').toString('hex'),
  'a byte short': (value) => Buffer.from(value, 'base64url').subarray(0, -1).toString('base64url'),
  'a byte long': (value) =>
    Buffer.concat([Buffer.of(0), Buffer.from(value, 'base64url')]).toString('base64url'),
};

function otherEncodings(context: ConformanceContext): readonly ConformanceCase[] {
  const { EdDSA, RS256, ES256, ES512 } = context.signers;
  const row = (by: Signer, member: string, rfc: string, names = Object.keys(encodings)) =>
    changedKey(
      context,
      by,
      rfc,
      Object.fromEntries(names.map((name) => [`${member} ${name}`, encodings[name]])),
      (encode) => ({ [member]: encode?.(String(by.jwk[member])) }),
    );
  // An RSA modulus has no fixed length: with other bytes it is another key.
  const sameBytes = Object.keys(encodings).filter((name) => !/byte|hexadecimal/.test(name));
  const withLeadingZero = signerWithLeadingZero();
  const x = Buffer.from(String(withLeadingZero.jwk['x']), 'base64url').subarray(1);
  return [
    ...row(EdDSA, 'x', 'RFC 8037 §2'),
    ...row(ES256, 'x', 'RFC 7518 §6.2.1.2'),
    ...row(ES512, 'y', 'RFC 7518 §6.2.1.3', ['missing', 'a byte short', 'a byte long']),
    ...row(RS256, 'n', 'RFC 7518 §6.3.1.1', sameBytes),
    ...row(RS256, 'e', 'RFC 7518 §6.3.1.2', ['missing', 'null', 'empty', 'a number']),
    ...changedKey(
      context,
      EdDSA,
      'RFC 4648 §3.5',
      { 'x with trailing bits set': withTrailingBits(String(EdDSA.jwk['x'])) },
      (value) => ({ x: value }),
    ),
    ...changedKey(
      context,
      withLeadingZero,
      'RFC 7518 §6.2.1.2',
      { 'x without its leading zero byte': x.toString('base64url') },
      (value) => ({ x: value }),
    ),
  ];
}

/** Creates an ES256 signer whose x begins with a zero byte: one key in 256. */
export function signerWithLeadingZero(): Signer {
  for (;;) {
    const signer = createSigner('ES256');
    if (Buffer.from(String(signer.jwk['x']), 'base64url').readUInt8(0) === 0) return signer;
  }
}

function invalidPoints(context: ConformanceContext): readonly ConformanceCase[] {
  const { ES256, ES384 } = context.signers;
  const { x, y } = ES256.jwk;
  const rfc = 'RFC 7518 §6.2.1';
  const bytes = (length: number, value: number) =>
    Buffer.alloc(length, value).toString('base64url');
  const [zero32, zero48] = [bytes(32, 0), bytes(48, 0)];
  const points = {
    'x and y swapped': { x: y, y: x },
    'y equal to x': { y: x },
    'x and y zero': { x: zero32, y: zero32 },
    'x outside the field': { x: bytes(32, 0xff) },
  };
  return [
    ...changedKey<Members>(context, ES256, rfc, points, (members) => members),
    ...changedKey(context, ES384, rfc, { 'x and y zero': zero48 }, (zero) => ({
      x: zero,
      y: zero,
    })),
  ];
}

function weakRsaKeys(context: ConformanceContext): readonly ConformanceCase[] {
  const rfc = 'RFC 7518 §3.3';
  const weak = {
    '1024 bits': syntheticRsa(1024),
    '2040 bits': syntheticRsa(2040),
    '2047 bits': syntheticRsa(2047),
    '8193 bits': syntheticRsa(8193),
    'exponent 1 (anyone can sign)': syntheticRsa(2048, 1n),
  };
  const exponents = { 'exponent 0': 'AA', 'exponent 2': 'Ag', 'exponent 65536': 'AQAA' };
  return [
    ...Object.entries(weak).flatMap(([name, signer]) =>
      changedKey(context, signer, rfc, { [name]: {} }, (members) => members),
    ),
    ...changedKey(context, syntheticRsa(2048), rfc, exponents, (e) => ({ e })),
  ];
}

function otherKeyTypes(context: ConformanceContext): readonly ConformanceCase[] {
  const { EdDSA, RS256 } = context.signers;
  const ed448 = generateKeyPairSync('ed448');
  const x25519 = generateKeyPairSync('x25519').publicKey;
  const published = (key: typeof x25519) => ({
    keys: [{ ...key.export({ format: 'jwk' }), kid: 'other' }],
  });
  const signedWithEd448 = (length: number) => ({
    token: compact(
      { sign: (input) => sign(null, Buffer.from(input), ed448.privateKey).subarray(0, length) },
      { alg: 'EdDSA', kid: 'other' },
      context.claims,
    ),
    jwks: published(ed448.publicKey),
  });
  return [
    ...cases('bad_signature', 'RFC 8037 §3.1', { 'Ed448 key and signature': signedWithEd448(114) }),
    ...cases('unknown_key', 'RFC 8037 §3.1', {
      'Ed448 key, signature cut to the length of Ed25519': signedWithEd448(64),
    }),
    ...cases('unknown_key', 'RFC 8037 §3.2', {
      'X25519 key': { token: context.token({}, { kid: 'other' }), jwks: published(x25519) },
    }),
    ...changedKey(context, EdDSA, 'RFC 8037 §3.2', { 'crv X25519': 'X25519' }, (crv) => ({ crv })),
    ...changedKey(
      context,
      RS256,
      'RFC 7517 §4.7',
      { 'a certificate instead of n and e': ['MIIB'] },
      (x5c) => ({ n: undefined, e: undefined, x5c }),
    ),
  ];
}

/** JWKS without the token's key. */
function missingKeys({ token, signers, jwks }: ConformanceContext): readonly ConformanceCase[] {
  const { jwk } = signers.EdDSA;
  const sets: Readonly<Record<string, readonly unknown[]>> = {
    'an empty JWKS': [],
    'a JWKS of unusable members': [null, 1, 'key', [], {}, [jwk]],
    'a key without kid, a token with kid': [jwk],
    'a key whose kid differs in case': [{ ...jwk, kid: 'eddsa' }],
    'a JWKS of the other keys': jwks.keys.slice(1),
  };
  return [
    ...cases('unknown_key', 'RFC 7517 §5', sets, (keys) => ({ token: token(), jwks: { keys } })),
    ...cases('unknown_key', 'RFC 7517 §5', {
      'an empty JWKS, a token without kid': {
        token: token({}, { kid: undefined }),
        jwks: { keys: [] },
      },
    }),
  ];
}
