import { describe, expect, test } from 'vitest';
import { parseToken } from '../../../../lambdas/authorizer/token/parse-token.ts';
import { segment } from '../../../signing.ts';

const payload = segment({ iss: 'i' });
const signature = segment(Buffer.alloc(64, 1));

function withHeader(header: object | string | Buffer): string {
  return `${segment(header)}.${payload}.${signature}`;
}

describe('parseToken', () => {
  test.each([
    ["Zuplo's header", { alg: 'EdDSA' }],
    ['a kid and a typ', { alg: 'EdDSA', kid: 'k1', typ: 'JWT' }],
    ['any case of typ', { alg: 'EdDSA', typ: 'jwt' }],
    ['an access token', { alg: 'EdDSA', typ: 'application/at+jwt' }],
    ['colons, braces and quotes in texts', { alg: 'EdDSA', kid: 'a:b{"c":["d\\"' }],
    ['EdDSA by its newer name', { alg: 'Ed25519' }],
    ['b64 that is true', { alg: 'EdDSA', b64: true }],
    ['the same member at two depths', { alg: 'EdDSA', x: { alg: 1, x: [{ alg: 2 }] } }],
    ['unknown members', { alg: 'EdDSA', x: { y: [1] }, jku: 'https://evil.example' }],
  ])('accepts %s', (_, header) => {
    expect(parseToken(withHeader(header))).toMatchObject({
      header,
      claims: { iss: 'i' },
    });
  });

  test.each([
    ['unsupported_algorithm', 'no alg', {}],
    ['unsupported_algorithm', 'none', { alg: 'none' }],
    ['unsupported_algorithm', 'a symmetric algorithm', { alg: 'HS256' }],
    ['unsupported_algorithm', 'an algorithm in another case', { alg: 'eddsa' }],
    ['unsupported_algorithm', 'the name of an inherited property', { alg: 'toString' }],
    ['malformed_token', 'an alg of another type', { alg: ['EdDSA'] }],
    ['unsupported_type', 'another typ', { alg: 'EdDSA', typ: 'secevent+jwt' }],
    ['unsupported_type', 'a typ with a suffix', { alg: 'EdDSA', typ: 'jwt+x' }],
    ['unsupported_type', 'a typ of another type', { alg: 'EdDSA', typ: ['JWT'] }],
    ['unsupported_critical_header', 'an extension', { alg: 'EdDSA', crit: ['b64'] }],
    ['unsupported_critical_header', 'an empty crit', { alg: 'EdDSA', crit: [] }],
    ['unsupported_critical_header', 'a null crit', { alg: 'EdDSA', crit: null }],
    ['unsupported_critical_header', 'b64 that is false', { alg: 'EdDSA', b64: false }],
    ['unsupported_critical_header', 'b64 of another type', { alg: 'EdDSA', b64: 'true' }],
    ['malformed_token', 'a kid of another type', { alg: 'EdDSA', kid: 1 }],
    ['malformed_token', 'an array as header', []],
    ['malformed_token', 'null as header', 'null'],
    ['malformed_token', 'text as header', '"EdDSA"'],
    ['malformed_token', 'a header that is not JSON', '{alg:"EdDSA"}'],
    ['malformed_token', 'a header that is not UTF-8', Buffer.from('7b22616c67223a22ff227d', 'hex')],
    ['malformed_token', 'a byte order mark', '\ufeff{"alg":"EdDSA"}'],
  ])('rejects with %s: %s', (reason, _, header) => {
    expect(() => parseToken(withHeader(header))).toThrow(reason);
  });

  test.each([
    ['unsupported_algorithm', { alg: 'HS256', kid: 'k1' }],
    ['unsupported_type', { alg: 'EdDSA', typ: 'x' }],
    ['unsupported_critical_header', { alg: 'EdDSA', crit: ['x'] }],
  ])('rejects with %s, and the header %j for the log', (reason, header) => {
    expect(() => parseToken(withHeader(header))).toThrow(
      expect.objectContaining({ reason, token: { header } }),
    );
  });

  test('rejects a date that is out of range and a signature of another length with the header', () => {
    const header = { alg: 'EdDSA', kid: 'k1' };
    const parse = (claims: object, bytes: number) => () =>
      parseToken([header, claims, Buffer.alloc(bytes, 1)].map(segment).join('.'));
    const rejected = (reason: string) => expect.objectContaining({ reason, token: { header } });
    expect(parse({ exp: 9e12 }, 64)).toThrow(rejected('malformed_token'));
    expect(parse({ exp: 1 }, 63)).toThrow(rejected('bad_signature'));
  });

  const header = segment({ alg: 'EdDSA' });
  test.each([
    ['one segment', header],
    ['two segments', `${header}.${payload}`],
    ['four segments', `${header}.${payload}.${signature}.${signature}`],
    ['an empty header', `.${payload}.${signature}`],
    ['an empty payload', `${header}..${signature}`],
    ['an empty signature', `${header}.${payload}.`],
    ['a leading character', `*${header}.${payload}.${signature}`],
    ['padding', `${header}.${payload}.${signature}==`],
    ['the other base64 alphabet', `${header}.${payload}.${'+/'.repeat(43)}`],
    ['unused bits that are not zero', `${header}.${payload}.${signature.slice(0, -1)}B`],
    ['a payload that is an array', `${header}.${segment('[]')}.${signature}`],
    ['a payload that is not JSON', `${header}.${segment('iss=i')}.${signature}`],
  ])('rejects with malformed_token: %s', (_, text) => {
    expect(() => parseToken(text)).toThrow('malformed_token');
  });

  test.each([
    ['EdDSA', 63],
    ['EdDSA', 65],
    ['ES256', 63],
    ['ES384', 64],
    ['ES512', 131],
  ])('rejects with bad_signature: an %s signature of %i bytes', (alg, bytes) => {
    const text = `${segment({ alg })}.${payload}.${segment(Buffer.alloc(bytes))}`;
    expect(() => parseToken(text)).toThrow('bad_signature');
  });

  test('reads the last one of duplicate members, as RFC 7515 section 4 permits', () => {
    const { algorithm } = parseToken(withHeader('{"alg":"none","alg":"EdDSA"}'));
    expect(algorithm).toBe('EdDSA');
  });

  test.each<[string, object]>([
    ['exp as text', { exp: '1' }],
    ['a null nbf', { nbf: null }],
    ['an exp that no Date can hold', { exp: 8_640_000_000_001 }],
    ['an nbf that no Date can hold', { nbf: -8_640_000_000_001 }],
    ['an iat that no Date can hold', { iat: 1e300 }],
    ['an issuer that is a list', { iss: ['i'] }],
    ['a subject that is a number', { sub: 42 }],
    ['an audience with another type', { aud: ['a', 1] }],
    ['a scope that is a list', { scope: ['a'] }],
    ['a jti that is a number', { jti: 1 }],
  ])('rejects with malformed_token: a payload with %s', (_, claims) => {
    const text = `${segment({ alg: 'EdDSA' })}.${segment(claims)}.${signature}`;
    expect(() => parseToken(text)).toThrow('malformed_token');
  });

  test('accepts dates up to the last one that a Date can hold', () => {
    const text = `${segment({ alg: 'EdDSA' })}.${segment({ exp: 8_640_000_000_000 })}.${signature}`;
    expect(parseToken(text).claims.exp).toBe(8_640_000_000_000);
  });

  test('rejects deeply nested JSON like any malformed token', () => {
    const nested = segment(`{"a":${'['.repeat(3000)}${']'.repeat(3000)}}`);
    const text = `${segment({ alg: 'EdDSA' })}.${nested}.${signature}`;
    expect(() => {
      try {
        parseToken(text);
      } catch (error) {
        expect(error).toMatchObject({ reason: 'malformed_token' });
      }
    }).not.toThrow();
  });
});
