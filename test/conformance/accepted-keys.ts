import { allow, type ConformanceCase, type PublishedSet, refuse } from './conformance-case.ts';
import { handMadeRsa } from './hand-made-rsa.ts';
import { signerWithLeadingZero } from './keys.ts';
import { createSigner, type Signer } from './signer.ts';
import type { World } from './world.ts';

/** Key sets whose keys must verify: with members that say so, in odd company, or many. */
export function acceptedKeyCases(world: World): readonly ConformanceCase[] {
  return [...members(world), ...sizes(world), ...company(world), ...many(world)];
}

function verifies(
  world: World,
  name: string,
  rfc: string,
  { signer = world.signers.EdDSA, keySet }: { signer?: Signer; keySet: PublishedSet },
): ConformanceCase {
  return allow(name, rfc, world.token({}, {}, signer), { keySet });
}

function members(world: World): readonly ConformanceCase[] {
  const { EdDSA, RS256, RS384, RS512, ES256 } = world.signers;
  const row = (name: string, rfc: string, changes: object, signer: Signer = EdDSA) =>
    verifies(world, `a key with ${name}`, rfc, {
      signer,
      keySet: { keys: [{ ...signer.jwk, kid: signer.alg, ...changes }] },
    });
  return [
    row('use sig', 'RFC 7517 §4.2', { use: 'sig' }),
    row('key_ops verify', 'RFC 7517 §4.3', { key_ops: ['verify'] }),
    row('key_ops sign and verify', 'RFC 7517 §4.3', { key_ops: ['sign', 'verify'] }),
    row('key_ops of an unknown operation beside verify', 'RFC 7517 §4.3', {
      key_ops: ['https://example.com/op', 'verify'],
    }),
    row('use and key_ops', 'RFC 7517 §4.3', { use: 'sig', key_ops: ['verify'] }),
    row('alg', 'RFC 7517 §4.4', { alg: 'EdDSA' }),
    row('every member at once', 'RFC 7517 §4', { alg: 'EdDSA', use: 'sig', key_ops: ['verify'] }),
    row('unknown members', 'RFC 7517 §4', { ext: true, iat: 1, nbf: 1, exp: 1, x: EdDSA.jwk['x'] }),
    row('x5t and x5c', 'RFC 7517 §4.7', { x5c: ['MIIB'], x5t: 'x', 'x5t#S256': 'x' }),
    row('members of another kind', 'RFC 7517 §4', { y: 'AA', n: 'AA', e: 'AQAB', k: 'AA' }),
    row('__proto__', 'RFC 7517 §4', JSON.parse('{"__proto__":{"use":"enc","d":"x"}}')),
    row('no alg, for RS256', 'RFC 7517 §4.4', {}, RS256),
    row('no alg, for RS384', 'RFC 7517 §4.4', {}, RS384),
    row('no alg, for RS512', 'RFC 7517 §4.4', {}, RS512),
    row('alg RS512', 'RFC 7517 §4.4', { alg: 'RS512' }, RS512),
    row('alg ES256', 'RFC 7517 §4.4', { alg: 'ES256' }, ES256),
    row('a coordinate that begins with a zero', 'RFC 7518 §6.2.1.2', {}, signerWithLeadingZero()),
    ...[
      '',
      ' ',
      'a b',
      'zo\u00eb \u{1f511}',
      'k'.repeat(2000),
      '__proto__',
      '../../etc/passwd',
      '0',
    ].map((kid) =>
      allow(
        `a key with kid ${kid.length > 99 ? 'of 2,000 characters' : JSON.stringify(kid)}`,
        'RFC 7517 §4.5',
        world.token({}, { kid }),
        { keySet: { keys: [{ ...EdDSA.jwk, kid }] } },
      ),
    ),
  ];
}

function sizes(world: World): readonly ConformanceCase[] {
  const row = (name: string, signer: Signer) =>
    verifies(world, `an RSA key ${name}`, 'RFC 7518 §3.3', {
      signer,
      keySet: { keys: [{ ...signer.jwk, kid: 'RS256' }] },
    });
  return [
    row('of 2048 bits', handMadeRsa(2048)),
    row('of 2049 bits', handMadeRsa(2049)),
    row('of 3072 bits', handMadeRsa(3072)),
    row('of 4096 bits', handMadeRsa(4096)),
    row('of 8192 bits', handMadeRsa(8192)),
    row('with exponent 3', handMadeRsa(2048, 3n)),
    row('with exponent 17', handMadeRsa(2048, 17n)),
    row('with exponent 4294967311', handMadeRsa(2048, 4294967311n)),
  ];
}

function company(world: World): readonly ConformanceCase[] {
  const { EdDSA } = world.signers;
  const good = { ...EdDSA.jwk, kid: 'EdDSA' };
  const junk: Readonly<Record<string, unknown>> = {
    null: null,
    'a number': 1,
    text: 'key',
    'a list': [],
    'an empty object': {},
    'a key without kty': { kid: 'x' },
    'a key of an unknown kty': { kty: 'AKP', kid: 'x', alg: 'ML-DSA-44', pub: 'AA' },
    'a secret': { kty: 'oct', k: 'AAAA', kid: 'EdDSA' },
    'an RSA key without n': { kty: 'RSA', e: 'AQAB', kid: 'EdDSA' },
    'an EC key off its curve': { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA', kid: 'EdDSA' },
    'a broken key under the same kid': { kty: 'OKP', crv: 'Ed25519', x: 'AAAA', kid: 'EdDSA' },
    'a key for encryption under the same kid': {
      ...world.strangers.EdDSA.jwk,
      kid: 'EdDSA',
      use: 'enc',
    },
    'a key whose kid is a number': { ...world.strangers.EdDSA.jwk, kid: 1 },
    'the same key again': good,
  };
  return [
    ...Object.entries(junk).flatMap(([name, member]) => [
      verifies(world, `${name} before the key`, 'RFC 7517 §5', {
        keySet: { keys: [member, good] },
      }),
      verifies(world, `${name} after the key`, 'RFC 7517 §5', { keySet: { keys: [good, member] } }),
    ]),
    verifies(world, 'all of it around the key', 'RFC 7517 §5', {
      keySet: { keys: [...Object.values(junk), good, ...Object.values(junk)] },
    }),
    verifies(world, 'unknown members in the set', 'RFC 7517 §5', {
      keySet: { issuer: 'https://evil.example', keys: [good], keys2: [], next: null },
    }),
  ];
}

function many(world: World): readonly ConformanceCase[] {
  const signers = Array.from({ length: 100 }, () => createSigner('ES256'));
  const named = { keys: signers.map(({ jwk }, at) => ({ ...jwk, kid: `key-${at}` })) };
  const bare = (count: number) => ({ keys: signers.slice(0, count).map(({ jwk }) => jwk) });
  const row = (name: string, at: number, header: object, keySet: PublishedSet) =>
    allow(name, 'RFC 7517 §5', world.token({}, header, signers[at]), { keySet });
  const mixed = [...bare(20).keys, world.signers.EdDSA.jwk];
  return [
    row('the first of 100 keys', 0, { kid: 'key-0' }, named),
    row('the last of 100 keys', 99, { kid: 'key-99' }, named),
    row('the first of 10 keys, without kid', 0, { kid: undefined }, bare(10)),
    row('the tenth of 10 keys, without kid', 9, { kid: undefined }, bare(10)),
    row('the tenth of 100 keys, without kid', 9, { kid: undefined }, named),
    allow(
      'the only key of its kind among 21, without kid',
      'RFC 7517 §5',
      world.token({}, { kid: undefined }),
      { keySet: { keys: mixed } },
    ),
    refuse(
      'bad_signature',
      'the eleventh of 11 keys, without kid: more would be tried at every forged token',
      'RFC 7515 §6',
      world.token({}, { kid: undefined }, signers[10]),
      { keySet: bare(11) },
    ),
  ];
}
