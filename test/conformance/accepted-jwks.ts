import {
  byJson,
  type ConformanceCase,
  cases,
  type PublishedJwks,
  prefixed,
} from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import { signerWithLeadingZero } from './keys.ts';
import { createSigner, type Signer } from './signer.ts';
import { syntheticRsa } from './synthetic-rsa.ts';

/** JWKS whose keys must verify: with optional members, beside unusable members, or many keys. */
export function acceptedJwksCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [...optional(context), ...rsaKeys(context), ...beside(context), ...many(context)];
}

function optional(context: ConformanceContext): readonly ConformanceCase[] {
  const { EdDSA, RS256, RS384, RS512, PS256, PS384, PS512, ES256 } = context.signers;
  const row = ([changes, signer = EdDSA]: readonly [object, Signer?]) => ({
    token: context.token({}, {}, signer),
    jwks: { keys: [{ ...signer.jwk, kid: signer.alg, ...changes }] },
  });
  const certificate = { x5c: ['MIIB'], x5t: 'x', 'x5t#S256': 'x' };
  const longKid = 'k'.repeat(2000);
  const sections: Readonly<Record<string, Readonly<Record<string, readonly [object, Signer?]>>>> = {
    'RFC 7517 §4': {
      'alg, use and key_ops': [{ alg: 'EdDSA', use: 'sig', key_ops: ['verify'] }],
      'unknown members': [{ ext: true, iat: 1, nbf: 1, exp: 1 }],
      'members of other key types': [{ y: 'AA', n: 'AA', e: 'AQAB', k: 'AA' }],
      'a __proto__ member': [JSON.parse('{"__proto__":{"use":"enc","d":"x"}}')],
    },
    'RFC 7517 §4.2': { 'use sig': [{ use: 'sig' }] },
    'RFC 7517 §4.3': {
      'key_ops verify': [{ key_ops: ['verify'] }],
      'key_ops sign and verify': [{ key_ops: ['sign', 'verify'] }],
      'an unknown key operation beside verify': [{ key_ops: ['https://example.com/op', 'verify'] }],
      'use and key_ops': [{ use: 'sig', key_ops: ['verify'] }],
    },
    'RFC 7517 §4.4': {
      'alg EdDSA': [{ alg: 'EdDSA' }],
      'alg RS512': [{ alg: 'RS512' }, RS512],
      'alg ES256': [{ alg: 'ES256' }, ES256],
      'no alg, for RS256': [{}, RS256],
      'no alg, for RS384': [{}, RS384],
      'no alg, for RS512': [{}, RS512],
      'alg PS256': [{ alg: 'PS256' }, PS256],
      'no alg, for PS384': [{}, PS384],
      'no alg, for PS512': [{}, PS512],
    },
    'RFC 7517 §4.7': { 'x5c and x5t': [certificate] },
    'RFC 7518 §6.2.1.2': { 'a coordinate with a leading zero byte': [{}, signerWithLeadingZero()] },
  };
  const kids = ['', ' ', 'a b', 'zo\u00eb \u{1f511}', '__proto__', '../../etc/passwd', '0'];
  return [
    ...Object.entries(sections).flatMap(([rfc, rows]) =>
      cases('allow', rfc, prefixed('key with', rows), row),
    ),
    ...cases(
      'allow',
      'RFC 7517 §4.5',
      { ...byJson('key with kid', kids), 'key with a kid of 2,000 characters': longKid },
      (kid) => ({
        token: context.token({}, { kid }),
        jwks: { keys: [{ ...EdDSA.jwk, kid }] },
      }),
    ),
  ];
}

function rsaKeys(context: ConformanceContext): readonly ConformanceCase[] {
  return cases(
    'allow',
    'RFC 7518 §3.3',
    prefixed('RSA key', {
      'of 2048 bits': syntheticRsa(2048),
      'of 2049 bits': syntheticRsa(2049),
      'of 3072 bits': syntheticRsa(3072),
      'of 4096 bits': syntheticRsa(4096),
      'of 8192 bits': syntheticRsa(8192),
      'with exponent 3': syntheticRsa(2048, 3n),
      'with exponent 17': syntheticRsa(2048, 17n),
      'with exponent 4294967311': syntheticRsa(2048, 4294967311n),
    }),
    (signer) => ({
      token: context.token({}, {}, signer),
      jwks: { keys: [{ ...signer.jwk, kid: 'RS256' }] },
    }),
  );
}

function beside(context: ConformanceContext): readonly ConformanceCase[] {
  const valid = { ...context.signers.EdDSA.jwk, kid: 'EdDSA' };
  const other = context.unpublished.EdDSA.jwk;
  const unusable: Readonly<Record<string, unknown>> = {
    null: null,
    'a number': 1,
    'a string': 'key',
    'an array': [],
    'an empty object': {},
    'a key without kty': { kid: 'x' },
    'a key with unknown kty': { kty: 'AKP', kid: 'x', alg: 'ML-DSA-44', pub: 'AA' },
    'a symmetric key': { kty: 'oct', k: 'AAAA', kid: 'EdDSA' },
    'an RSA key without n': { kty: 'RSA', e: 'AQAB', kid: 'EdDSA' },
    'an EC key off its curve': { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA', kid: 'EdDSA' },
    'an invalid key with the same kid': { kty: 'OKP', crv: 'Ed25519', x: 'AAAA', kid: 'EdDSA' },
    'an encryption key with the same kid': { ...other, kid: 'EdDSA', use: 'enc' },
    'a key whose kty is an object': { kty: { toString: 1 } },
    'a key whose kty is an object with the kid': { ...other, kty: { toString: 1 }, kid: 'EdDSA' },
    'a key whose crv is an object': { ...other, crv: { toString: 1 } },
    'a key whose alg is an object': { ...other, alg: { toString: 1 } },
    'a key whose use is an object': { ...other, use: { toString: 1, valueOf: null } },
    'a key whose x is an object': { kty: 'OKP', crv: 'Ed25519', x: { toString: 1 } },
    'a key whose key_ops are an object': { ...other, key_ops: { includes: 1 } },
    'a key whose members are all null': { kty: null, crv: null, x: null, kid: null, alg: null },
    'a key with nested lists': {
      ...other,
      kty: JSON.parse(`${'['.repeat(2_000)}${']'.repeat(2_000)}`),
    },
    'a key with a __proto__ as kty': { kty: '__proto__' },
    'a private key': { ...other, d: 'AAAA', kid: 'EdDSA' },
    'a key with a numeric kid': { ...other, kid: 1 },
    'a duplicate of the key': valid,
  };
  const all = Object.values(unusable);
  const sets: Record<string, PublishedJwks> = {
    'all unusable members before and after the key': { keys: [...all, valid, ...all] },
    'unknown members of the JWKS': { issuer: 'x', keys: [valid], keys2: [], next: null },
  };
  for (const [name, member] of Object.entries(unusable)) {
    sets[`${name} before the key`] = { keys: [member, valid] };
    sets[`${name} after the key`] = { keys: [valid, member] };
  }
  return cases('allow', 'RFC 7517 §5', sets, (jwks) => ({ token: context.token(), jwks }));
}

function many(context: ConformanceContext): readonly ConformanceCase[] {
  const signers = Array.from({ length: 100 }, () => createSigner('ES256'));
  const named = { keys: signers.map(({ jwk }, index) => ({ ...jwk, kid: `key-${index}` })) };
  const unnamed = (count: number) => ({ keys: signers.slice(0, count).map(({ jwk }) => jwk) });
  const row = (index: number, kid: string | undefined, jwks: PublishedJwks) => ({
    token: context.token({}, { kid }, signers[index]),
    jwks,
  });
  return [
    ...cases('allow', 'RFC 7517 §5', {
      'first of 100 keys': row(0, 'key-0', named),
      'last of 100 keys': row(99, 'key-99', named),
      'first of 10 keys, without kid': row(0, undefined, unnamed(10)),
      'tenth of 10 keys, without kid': row(9, undefined, unnamed(10)),
      'tenth of 100 keys, without kid': row(9, undefined, named),
      'only key of its type among 21, without kid': {
        token: context.token({}, { kid: undefined }),
        jwks: { keys: [...unnamed(20).keys, context.signers.EdDSA.jwk] },
      },
    }),
    ...cases('bad_signature', 'RFC 7515 §6', {
      'eleventh of 11 keys, without kid (at most ten are tried)': row(10, undefined, unnamed(11)),
    }),
  ];
}
