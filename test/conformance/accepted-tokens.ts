import { algorithms } from '../signing.ts';
import { type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import { type ConformanceContext, now } from './context.ts';
import { compact } from './signer.ts';

/** Valid tokens: Zuplo's form, every algorithm, and unusual content that the RFCs permit. */
export function acceptedTokenCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [
    ...keySelection(context),
    ...namesOfEd25519(context),
    ...headers(context),
    ...payloads(context),
  ];
}

/** RFC 9864 renames EdDSA with this curve: token and key may each use either name. */
function namesOfEd25519(context: ConformanceContext): readonly ConformanceCase[] {
  const { jwk } = context.signers.EdDSA;
  const names = ['EdDSA', 'Ed25519'];
  return names.flatMap((alg) =>
    [...names, undefined].flatMap((keyAlg) =>
      cases('allow', 'RFC 9864 §2.2', {
        [`token with alg ${alg}, key with ${keyAlg === undefined ? 'no alg' : `alg ${keyAlg}`}`]: {
          token: context.token({}, { alg }),
          jwks: { keys: [{ ...jwk, kid: 'EdDSA', alg: keyAlg }] },
        },
      }),
    ),
  );
}

function keySelection(context: ConformanceContext): readonly ConformanceCase[] {
  return algorithms.flatMap((alg) => {
    const signer = context.signers[alg];
    const { jwk } = signer;
    const row = (header: object, ...keys: readonly unknown[]) => ({
      token: compact(signer, { alg, ...header }, context.claims),
      jwks: { keys },
    });
    const other = context.unpublished[alg].jwk;
    const otherTypes = algorithms
      .filter((name) => name !== alg)
      .map((name) => context.unpublished[name].jwk);
    return cases(
      'allow',
      'RFC 7515 §4.1.4',
      prefixed(`${alg}:`, {
        "Zuplo's header (alg only), one key": row({}, jwk),
        'header with alg only, one key with kid, alg and use': row(
          {},
          { ...jwk, kid: 'k', alg, use: 'sig' },
        ),
        'kid, one key': row({ kid: 'k' }, { ...jwk, kid: 'k' }),
        'kid and typ, one key': row({ typ: 'JWT', kid: 'k' }, { ...jwk, kid: 'k', alg }),
        'kid, second of two keys': row({ kid: 'k' }, { ...other, kid: 'j' }, { ...jwk, kid: 'k' }),
        'header with alg only, second of two keys': row({}, other, jwk),
        'header with alg only, one key per algorithm': row({}, ...otherTypes, jwk),
        'kid shared by keys of all types': row(
          { kid: 'k' },
          ...[...otherTypes, jwk].map((key) => ({ ...key, kid: 'k' })),
        ),
        'kid shared by two keys': row({ kid: 'k' }, { ...other, kid: 'k' }, { ...jwk, kid: 'k' }),
      }),
    );
  });
}

const mixedTypes = { a: null, b: true, c: 1.5, d: 'd', e: [1, [2]], f: { g: {} } };
const members = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, index]));

function headers(context: ConformanceContext): readonly ConformanceCase[] {
  const { jwk } = context.unpublished.EdDSA;
  const start = '{"alg":"EdDSA","kid":"EdDSA"';
  return [
    ...cases<object>(
      'allow',
      'RFC 7515 §4',
      prefixed('header with', {
        'an unknown member': { x: 1 },
        'unknown members of all types': mixedTypes,
        'a nested alg': { x: { alg: 'none', crit: ['x'] } },
        'nested members with equal names': { x: { y: 1 }, z: [{ y: 1 }, { y: 2 }] },
        'a string that looks like a second alg': { x: '","alg":"none' },
        'a string of braces': { x: '{}[]{{' },
        'a string that ends with a backslash': { x: '\\' },
        cty: { cty: 'JWT' },
        'b64 true, without crit': { b64: true },
        'an unpublished key in jwk': { jwk },
        'another jku': { jku: 'https://evil.example/keys.json' },
        'another x5u': { x5u: 'https://evil.example/cert.pem' },
        x5c: { x5c: ['MIIB'] },
        'x5t and x5t#S256': { x5t: 'x', 'x5t#S256': 'x' },
        'replicated claims (RFC 7519 §5.3)': {
          iss: 'https://evil.example',
          sub: 'admin',
          aud: 'x',
        },
        zip: { zip: 'DEF' },
        'an empty member name': { '': 1 },
        'member names that differ in case': { ALG: 'none', Crit: ['x'], TYP: 'JWE' },
        'a 3 kB member': { x: 'x'.repeat(3000) },
        '50 members': members(50),
      }),
      (header) => context.token({}, header),
    ),
    ...cases(
      'allow',
      'RFC 8259 §2',
      prefixed('header with', {
        whitespace: ' {\n"alg" :\t"EdDSA" ,\r\n "kid": "EdDSA" } ',
        'escaped alg': '{"\\u0061\\u006cg":"\\u0045dDSA","kid":"EdDSA"}',
        'escaped kid': '{"alg":"EdDSA","kid":"\\u0045dDSA"}',
        'kid before alg': '{"kid":"EdDSA","alg":"EdDSA"}',
        'a __proto__ member': `${start},"__proto__":{"alg":"none","crit":["x"]}}`,
        'a constructor member': `${start},"constructor":{"prototype":{"alg":"none"}}}`,
        '200 nested objects': `${start},"x":${'{"x":'.repeat(200)}1${'}'.repeat(200)}}`,
        '1,000 nested arrays': `${start},"x":${'['.repeat(1000)}${']'.repeat(1000)}}`,
        'non-ASCII text': `${start},"x":"zo\u00eb \u{1f511}"}`,
        'an escaped lone surrogate': `${start},"x":"\\ud800"}`,
        'all JSON escapes': `${start},"x":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000"}`,
        'an escaped quote in a name': `${start},"a\\"":1,"a":2}`,
      }),
      context.withHeader,
    ),
    ...cases(
      'allow',
      'RFC 9068 §2.1',
      Object.fromEntries(
        [
          ...['JWT', 'jwt', 'Jwt', 'at+jwt', 'AT+JWT', 'at+JWT', 'application/jwt'],
          ...['application/JWT', 'application/at+jwt', 'APPLICATION/AT+JWT'],
        ].map((typ) => [`typ ${typ}`, context.token({}, { typ })]),
      ),
    ),
  ];
}

function payloads(context: ConformanceContext): readonly ConformanceCase[] {
  const valid = JSON.stringify(context.claims);
  const start = valid.slice(0, -1);
  return [
    ...cases<object>(
      'allow',
      'RFC 7519 §4',
      prefixed('payload with', {
        'an unknown claim': { x: 1 },
        'unknown claims of all types': mixedTypes,
        'an empty claim name': { '': 1 },
        'a nested sub': { act: { sub: 'admin' } },
        'jti, azp, scope and client_id': { jti: 'x', azp: 'x', scope: 'a b', client_id: 'c' },
        'auth_time as text': { auth_time: 'yesterday' },
        'a non-ASCII claim name': { 'zo\u00eb': '\u{1f511}' },
        'crit, a header parameter': { crit: ['x'] },
        'alg, kid and typ, header parameters': { alg: 'none', kid: 'unknown', typ: 'JWE' },
        'a 5 kB claim': { x: 'x'.repeat(5000) },
        '200 claims': members(200),
        'iat and exp in the same second': { iat: now, exp: now },
      }),
      context.token,
    ),
    ...cases(
      'allow',
      'RFC 8259 §2',
      prefixed('payload with', {
        whitespace: ` ${JSON.stringify(context.claims, undefined, '\t')}\r\n`,
        'escaped claim names': valid
          .replace('"sub"', '"\\u0073ub"')
          .replace('"aud"', '"\\u0061ud"'),
        'a duplicate sub, of which the last counts': valid.replace('{', '{"sub":"admin",'),
        'a duplicate aud, of which the last counts': valid.replace('{', '{"aud":"other",'),
        'large numbers': `${start},"x":123456789012345678901234567890,"y":1e308}`,
        'a number above the range': `${start},"x":1e999}`,
        'a number below the range': `${start},"x":1e-999}`,
        'a lone surrogate in an unused claim': `${start},"x":"\\ud800"}`,
        'a __proto__ member': `${start},"__proto__":{"sub":"admin","exp":1}}`,
        '2,000 nested arrays': `${start},"x":${'['.repeat(2000)}${']'.repeat(2000)}}`,
        'all JSON escapes': `${start},"x":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000"}`,
        'line separators in a string': `${start},"x":"\u2028\u2029"}`,
        'a byte order mark in a string': `${start},"x":"\ufeff"}`,
        'a noncharacter': `${start},"x":"\uffff"}`,
      }),
      context.withPayload,
    ),
  ];
}
