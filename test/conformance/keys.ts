import { generateKeyPairSync, sign } from 'node:crypto';
import { type ConformanceCase, refuse } from './conformance-case.ts';
import { handMadeRsa } from './hand-made-rsa.ts';
import { compact, createSigner, type Signer } from './signer.ts';
import type { World } from './world.ts';

type Members = Readonly<Record<string, unknown>>;

/** Keys that must not verify, each published alone, and a token that it really signed. */
export function keyCases(world: World): readonly ConformanceCase[] {
  return [
    ...meantForOthers(world),
    ...misnamed(world),
    ...misspelt(world),
    ...offTheCurve(world),
    ...weakRsa(world),
    ...otherKinds(world),
    ...absent(world),
  ];
}

/** Gives the row in which the set holds one key, the signer's own but for the changes. */
function spoilt(
  world: World,
  signer: Signer,
  { name, rfc, changes }: { name: string; rfc: string; changes: Members },
): ConformanceCase {
  const key = { ...signer.jwk, kid: signer.alg, ...changes };
  return refuse('unknown_key', name, rfc, world.token({}, { kid: signer.alg }, signer), {
    keySet: { keys: [key] },
  });
}

function meantForOthers(world: World): readonly ConformanceCase[] {
  const { EdDSA, RS256, ES256 } = world.signers;
  const use = ['enc', 'SIG', 'sig ', '', 'sign', null, 1, ['sig'], {}].map((value) =>
    spoilt(world, EdDSA, {
      name: `a key with use ${JSON.stringify(value)}`,
      rfc: 'RFC 7517 §4.2',
      changes: { use: value },
    }),
  );
  const operations = [
    ['sign'],
    ['encrypt', 'wrapKey'],
    ['VERIFY'],
    [],
    'verify',
    null,
    { 0: 'verify' },
    [['verify']],
    1,
  ].map((value) =>
    spoilt(world, ES256, {
      name: `a key with key_ops ${JSON.stringify(value)}`,
      rfc: 'RFC 7517 §4.3',
      changes: { key_ops: value },
    }),
  );
  const algorithms = [
    ...['RS384', 'PS256', 'HS256', 'rs256', 'RSA-OAEP', 'none', ''].map((alg) => ({
      alg,
      by: RS256,
    })),
    ...['ES384', 'ES256K', 'ECDH-ES'].map((alg) => ({ alg, by: ES256 })),
    ...['Ed25519', 'eddsa', 'ES256', null, 1, ['EdDSA'], {}].map((alg) => ({ alg, by: EdDSA })),
  ].map(({ alg, by }) =>
    spoilt(world, by, {
      name: `an ${by.alg} key with alg ${JSON.stringify(alg)}`,
      rfc: 'RFC 7517 §4.4',
      changes: { alg },
    }),
  );
  const published = (['EdDSA', 'RS256', 'ES256'] as const).map((alg) =>
    spoilt(world, world.signers[alg], {
      name: `an ${alg} key, the private one with it`,
      rfc: 'RFC 7517 §9.2',
      changes: { ...world.signers[alg].privateKey.export({ format: 'jwk' }) },
    }),
  );
  return [...use, ...operations, ...algorithms, ...published];
}

function misnamed(world: World): readonly ConformanceCase[] {
  const { EdDSA, RS256, ES256 } = world.signers;
  const row = (by: Signer, member: string, value: unknown, rfc: string) =>
    spoilt(world, by, {
      name: `an ${by.alg} key with ${member} ${JSON.stringify(value) ?? 'missing'}`,
      rfc,
      changes: { [member]: value },
    });
  return [
    ...[undefined, 'okp', 'EC', 'RSA', 'oct', null, ['OKP'], ''].map((kty) =>
      row(EdDSA, 'kty', kty, 'RFC 8037 §2'),
    ),
    ...[undefined, 'ed25519', 'X25519', 'Ed448', 'P-256', ['Ed25519'], null].map((crv) =>
      row(EdDSA, 'crv', crv, 'RFC 8037 §2'),
    ),
    ...['ec', 'OKP', ['EC']].map((kty) => row(ES256, 'kty', kty, 'RFC 7518 §6.2.1')),
    ...[undefined, 'p-256', 'P256', 'secp256r1', 'P-384', 'secp256k1', ['P-256']].map((crv) =>
      row(ES256, 'crv', crv, 'RFC 7518 §6.2.1.1'),
    ),
    ...['rsa', 'RSA-PSS', 'EC', ['RSA']].map((kty) => row(RS256, 'kty', kty, 'RFC 7518 §6.3')),
    ...[null, 1, {}, ['EdDSA'], true].map((kid) => row(EdDSA, 'kid', kid, 'RFC 7517 §4.5')),
  ];
}

/** The same octets in another spelling, or not all of them (RFC 7515 section 2). */
function misspelt(world: World): readonly ConformanceCase[] {
  const { EdDSA, RS256, ES256, ES512 } = world.signers;
  const spellings: Readonly<Record<string, (value: string) => unknown>> = {
    missing: () => undefined,
    null: () => null,
    empty: () => '',
    'not text': () => 1,
    'in a list': (value) => [value],
    padded: (value) => `${value}${'='.repeat((4 - (value.length % 4)) % 4 || 4)}`,
    'with a line break': (value) => `${value.slice(0, 20)}\n${value.slice(20)}`,
    'with a space after it': (value) => `${value} `,
    'in hexadecimal': (value) => Buffer.from(value, 'base64url').toString('hex'),
    'an octet short': (value) =>
      Buffer.from(value, 'base64url').subarray(0, -1).toString('base64url'),
    'an octet long': (value) =>
      Buffer.concat([Buffer.of(0), Buffer.from(value, 'base64url')]).toString('base64url'),
  };
  const rows = (by: Signer, member: string, rfc: string, names: readonly string[]) =>
    names.map((name) =>
      spoilt(world, by, {
        name: `an ${by.alg} key with ${member} ${name}`,
        rfc,
        changes: { [member]: spellings[name]?.(String(by.jwk[member])) },
      }),
    );
  const all = Object.keys(spellings);
  // An RSA modulus has no length of its own: misspelt like this it is another key.
  const ofRsa = all.filter((name) => !/octet|hexadecimal/.test(name));
  return [
    ...rows(EdDSA, 'x', 'RFC 8037 §2', all),
    ...rows(ES256, 'x', 'RFC 7518 §6.2.1.2', all),
    ...rows(ES512, 'y', 'RFC 7518 §6.2.1.3', ['missing', 'an octet short', 'an octet long']),
    ...rows(RS256, 'n', 'RFC 7518 §6.3.1.1', ofRsa),
    ...rows(RS256, 'e', 'RFC 7518 §6.3.1.2', ['missing', 'null', 'empty', 'not text']),
    spoilt(world, EdDSA, {
      name: 'an EdDSA key with x of left-over bits',
      rfc: 'RFC 4648 §3.5',
      changes: { x: withLeftOverBits(String(EdDSA.jwk['x'])) },
    }),
    leadingZeroTaken(world),
  ];
}

/** A coordinate that begins with a zero keeps it (RFC 7518 section 6.2.1.2). */
function leadingZeroTaken(world: World): ConformanceCase {
  const signer = signerWithLeadingZero();
  const x = Buffer.from(String(signer.jwk['x']), 'base64url').subarray(1).toString('base64url');
  return spoilt(world, signer, {
    name: 'an ES256 key whose x lacks its leading zero',
    rfc: 'RFC 7518 §6.2.1.2',
    changes: { x },
  });
}

/** Gives an ES256 signer whose x begins with a zero: one key in 256. */
export function signerWithLeadingZero(): Signer {
  for (;;) {
    const signer = createSigner('ES256');
    if (Buffer.from(String(signer.jwk['x']), 'base64url').readUInt8(0) === 0) return signer;
  }
}

function offTheCurve(world: World): readonly ConformanceCase[] {
  const { ES256, ES384 } = world.signers;
  const row = (name: string, by: Signer, changes: Members) =>
    spoilt(world, by, { name, rfc: 'RFC 7518 §6.2.1', changes });
  const zero = (octets: number) => Buffer.alloc(octets).toString('base64url');
  return [
    row('an ES256 key with x and y swapped', ES256, { x: ES256.jwk['y'], y: ES256.jwk['x'] }),
    row('an ES256 key with y that is x', ES256, { y: ES256.jwk['x'] }),
    row('an ES256 key at zero', ES256, { x: zero(32), y: zero(32) }),
    row('an ES384 key at zero', ES384, { x: zero(48), y: zero(48) }),
    row('an ES256 key with x beyond the field', ES256, {
      x: Buffer.alloc(32, 0xff).toString('base64url'),
    }),
  ];
}

function weakRsa(world: World): readonly ConformanceCase[] {
  const exponentOf = (exponent: bigint, bits = 2048) => handMadeRsa(bits, exponent);
  const key = handMadeRsa(2048);
  const row = (name: string, by: Signer, changes: Members = {}) =>
    spoilt(world, by, { name, rfc: 'RFC 7518 §3.3', changes });
  return [
    row('an RSA key of 1024 bits', handMadeRsa(1024)),
    row('an RSA key of 2040 bits', handMadeRsa(2040)),
    row('an RSA key of 2047 bits', handMadeRsa(2047)),
    row('an RSA key of 8193 bits', handMadeRsa(8193)),
    row('an RSA key with exponent 1, whose signatures anyone can make', exponentOf(1n)),
    row('an RSA key with exponent 0', key, { e: 'AA' }),
    row('an RSA key with exponent 2', key, { e: 'Ag' }),
    row('an RSA key with exponent 65536', key, { e: 'AQAA' }),
  ];
}

function otherKinds(world: World): readonly ConformanceCase[] {
  const ed448 = generateKeyPairSync('ed448');
  const x25519 = generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' });
  const signedBy448 = (length: number) =>
    compact(
      { sign: (input) => sign(null, Buffer.from(input), ed448.privateKey).subarray(0, length) },
      { alg: 'EdDSA', kid: 'other' },
      world.claims,
    );
  const keySet = { keys: [{ ...ed448.publicKey.export({ format: 'jwk' }), kid: 'other' }] };
  const agreement = { keys: [{ ...x25519, kid: 'other' }] };
  const { EdDSA } = world.signers;
  return [
    refuse('bad_signature', 'an Ed448 key and its signature', 'RFC 8037 §3.1', signedBy448(114), {
      keySet,
    }),
    refuse(
      'unknown_key',
      "an Ed448 key and its signature, cut to Ed25519's length",
      'RFC 8037 §3.1',
      signedBy448(64),
      { keySet },
    ),
    refuse('unknown_key', 'an X25519 key', 'RFC 8037 §3.2', world.token({}, { kid: 'other' }), {
      keySet: agreement,
    }),
    spoilt(world, EdDSA, {
      name: 'an Ed25519 key under the name of X25519',
      rfc: 'RFC 8037 §3.2',
      changes: { crv: 'X25519' },
    }),
    spoilt(world, world.signers.RS256, {
      name: 'an RSA certificate instead of a key',
      rfc: 'RFC 7517 §4.7',
      changes: { n: undefined, e: undefined, x5c: ['MIIB'] },
    }),
  ];
}

/** Sets in which no key is the token's. */
function absent(world: World): readonly ConformanceCase[] {
  const { token, signers, keySet } = world;
  const row = (name: string, text: string, keys: readonly unknown[]) =>
    refuse('unknown_key', name, 'RFC 7517 §5', text, { keySet: { keys } });
  return [
    row('an empty set', token(), []),
    row('an empty set, and a token without kid', token({}, { kid: undefined }), []),
    row('a set of junk', token(), [null, 1, 'key', [], {}, [signers.EdDSA.jwk]]),
    row('a key without kid, and a token with one', token(), [signers.EdDSA.jwk]),
    row('a key whose kid differs in case', token(), [{ ...signers.EdDSA.jwk, kid: 'eddsa' }]),
    row('a set without the key, where the others stay', token(), keySet.keys.slice(1)),
  ];
}

/** The last of 43 characters stands for four bits and two that must be zero. */
function withLeftOverBits(value: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return `${value.slice(0, -1)}${alphabet[alphabet.indexOf(value.slice(-1)) + 1]}`;
}
