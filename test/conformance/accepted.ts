import { algorithms } from '../signing.ts';
import { allow, type ConformanceCase } from './conformance-case.ts';
import { compact } from './signer.ts';
import { now, type World } from './world.ts';

/** Tokens that must pass: Zuplo's shape, every algorithm, and whatever is strange but legal. */
export function acceptedCases(world: World): readonly ConformanceCase[] {
  return [...shapes(world), ...headers(world), ...types(world), ...payloads(world)];
}

function shapes(world: World): readonly ConformanceCase[] {
  return algorithms.flatMap((alg) => {
    const signer = world.signers[alg];
    const { jwk } = signer;
    const row = (name: string, header: object, ...keys: readonly unknown[]) =>
      allow(
        `${alg}: ${name}`,
        'RFC 7515 §4.1.4',
        compact(signer, { alg, ...header }, world.claims),
        {
          keySet: { keys },
        },
      );
    const stranger = world.strangers[alg].jwk;
    const others = algorithms
      .filter((other) => other !== alg)
      .map((other) => world.strangers[other].jwk);
    return [
      row("Zuplo's shape, a header of alg alone and one key", {}, jwk),
      row(
        'a header of alg alone, the key with kid, alg and use',
        {},
        { ...jwk, kid: 'k', alg, use: 'sig' },
      ),
      row('kid, one key', { kid: 'k' }, { ...jwk, kid: 'k' }),
      row('kid and typ, one key', { typ: 'JWT', kid: 'k' }, { ...jwk, kid: 'k', alg }),
      row(
        'kid, the key second of two',
        { kid: 'k' },
        { ...stranger, kid: 'j' },
        { ...jwk, kid: 'k' },
      ),
      row('a header of alg alone, the key second of two', {}, stranger, jwk),
      row('a header of alg alone, a key of every kind', {}, ...others, jwk),
      row(
        'kid, repeated across kinds',
        { kid: 'k' },
        ...[...others, jwk].map((key) => ({ ...key, kid: 'k' })),
      ),
      row('kid, two keys under it', { kid: 'k' }, { ...stranger, kid: 'k' }, { ...jwk, kid: 'k' }),
    ];
  });
}

function headers(world: World): readonly ConformanceCase[] {
  const attacker = world.strangers.EdDSA.jwk;
  const members: Readonly<Record<string, object>> = {
    'an unknown member': { x: 1 },
    'unknown members of every type': {
      a: null,
      b: true,
      c: 1.5,
      d: 'd',
      e: [1, [2]],
      f: { g: {} },
    },
    'a nested member named alg': { x: { alg: 'none', crit: ['x'] } },
    'nested members named alike': { x: { y: 1 }, z: [{ y: 1 }, { y: 2 }] },
    'text that looks like a second alg': { x: '","alg":"none' },
    'text of braces': { x: '{}[]{{' },
    'text that ends in a backslash': { x: '\\' },
    cty: { cty: 'JWT' },
    'b64 true, without crit': { b64: true },
    'jwk of a stranger': { jwk: attacker },
    'jku of a stranger': { jku: 'https://evil.example/keys.json' },
    'x5u of a stranger': { x5u: 'https://evil.example/cert.pem' },
    'x5c of a stranger': { x5c: ['MIIB'] },
    'x5t of a stranger': { x5t: 'x', 'x5t#S256': 'x' },
    'claims, as an encrypted token would have': {
      iss: 'https://evil.example',
      sub: 'admin',
      aud: 'x',
    },
    zip: { zip: 'DEF' },
    'an empty name': { '': 1 },
    'a name that differs in case': { ALG: 'none', Crit: ['x'], TYP: 'JWE' },
    'a long member': { x: 'x'.repeat(3000) },
    'fifty members': Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`m${at}`, at])),
  };
  const texts: Readonly<Record<string, string>> = {
    'white space': ' {\n"alg" :\t"EdDSA" ,\r\n "kid": "EdDSA" } ',
    'alg in escapes': '{"\\u0061\\u006cg":"\\u0045dDSA","kid":"EdDSA"}',
    'kid in escapes': '{"alg":"EdDSA","kid":"\\u0045dDSA"}',
    'kid before alg': '{"kid":"EdDSA","alg":"EdDSA"}',
    __proto__: '{"alg":"EdDSA","kid":"EdDSA","__proto__":{"alg":"none","crit":["x"]}}',
    constructor: '{"alg":"EdDSA","kid":"EdDSA","constructor":{"prototype":{"alg":"none"}}}',
    'an object two hundred deep': `{"alg":"EdDSA","kid":"EdDSA","x":${'{"x":'.repeat(200)}1${'}'.repeat(200)}}`,
    'a list a thousand deep': `{"alg":"EdDSA","kid":"EdDSA","x":${'['.repeat(1000)}${']'.repeat(1000)}}`,
    'text outside ASCII': '{"alg":"EdDSA","kid":"EdDSA","x":"zo\u00eb \u{1f511}"}',
    'a lone surrogate in escapes': '{"alg":"EdDSA","kid":"EdDSA","x":"\\ud800"}',
    'escapes of every kind': '{"alg":"EdDSA","kid":"EdDSA","x":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000"}',
    'a name with a quote in it': '{"alg":"EdDSA","kid":"EdDSA","a\\"":1,"a":2}',
  };
  return [
    ...Object.entries(members).map(([name, header]) =>
      allow(`a header with ${name}`, 'RFC 7515 §4', world.token({}, header)),
    ),
    ...Object.entries(texts).map(([name, text]) =>
      allow(`a header with ${name}`, 'RFC 8259 §2', world.under(text)),
    ),
  ];
}

function types(world: World): readonly ConformanceCase[] {
  return [
    'JWT',
    'jwt',
    'Jwt',
    'at+jwt',
    'AT+JWT',
    'at+JWT',
    'application/jwt',
    'application/JWT',
    'application/at+jwt',
    'APPLICATION/AT+JWT',
  ].map((typ) => allow(`typ ${typ}`, 'RFC 9068 §2.1', world.token({}, { typ })));
}

function payloads(world: World): readonly ConformanceCase[] {
  const members: Readonly<Record<string, object>> = {
    'an unknown member': { x: 1 },
    'unknown members of every type': {
      a: null,
      b: true,
      c: 1.5,
      d: 'd',
      e: [1, [2]],
      f: { g: {} },
    },
    'an empty name': { '': 1 },
    'a nested sub': { act: { sub: 'admin' } },
    'jti, azp, scope and more': { jti: 'x', azp: 'x', scope: 'a b', client_id: 'c', sid: 's' },
    'auth_time of text': { auth_time: 'yesterday' },
    'names outside ASCII': { 'zo\u00eb': '\u{1f511}' },
    'crit, which belongs into a header': { crit: ['x'] },
    'alg, which belongs into a header': { alg: 'none', kid: 'nobody', typ: 'JWE' },
    'a long member': { x: 'x'.repeat(5000) },
    'two hundred members': Object.fromEntries(
      Array.from({ length: 200 }, (_, at) => [`m${at}`, at]),
    ),
    'iat and exp of the same second': { iat: now, exp: now },
  };
  const good = JSON.stringify(world.claims);
  const start = good.slice(0, -1);
  const texts: Readonly<Record<string, string>> = {
    'white space': ` ${JSON.stringify(world.claims, undefined, '\t')}\r\n`,
    'names in escapes': good.replace('"sub"', '"\\u0073ub"').replace('"aud"', '"\\u0061ud"'),
    'a name twice, of which the last counts': good.replace('{', '{"sub":"admin",'),
    'an audience twice, of which the last counts': good.replace('{', '{"aud":"other",'),
    'big numbers': `${start},"x":123456789012345678901234567890,"y":1e308}`,
    'a number that is too big': `${start},"x":1e999}`,
    'a number that is too small': `${start},"x":1e-999}`,
    'a lone surrogate in another claim': `${start},"x":"\\ud800"}`,
    __proto__: `${start},"__proto__":{"sub":"admin","exp":1}}`,
    'a list two thousand deep': `${start},"x":${'['.repeat(2000)}${']'.repeat(2000)}}`,
    'escapes of every kind': `${start},"x":"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000"}`,
    'line separators in text': `${start},"x":"\u2028\u2029"}`,
    'a byte order mark in text': `${start},"x":"\ufeff"}`,
    'a character that is none': `${start},"x":"\uffff"}`,
  };
  return [
    ...Object.entries(members).map(([name, claims]) =>
      allow(`a payload with ${name}`, 'RFC 7519 §4', world.token(claims)),
    ),
    ...Object.entries(texts).map(([name, text]) =>
      allow(`a payload with ${name}`, 'RFC 8259 §2', world.over(text)),
    ),
  ];
}
