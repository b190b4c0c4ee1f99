import { UserError } from 'local-gateway/user-error';
import { describe, expect, test } from 'vitest';
import { givenToken } from '../../../tools/smoke/given-token.ts';
import { signed, signingKey } from '../../signing.ts';

const key = signingKey('EdDSA');
const nowSeconds = 1_800_000_000;
const claims = { iss: 'https://a.example', aud: 'b', sub: 'alice', exp: nowSeconds + 1 };

describe('givenToken', () => {
  test('returns the token unchanged, whatever scopes are needed', async () => {
    const token = signed(key, { payload: claims });
    const tokens = givenToken(token, nowSeconds);
    expect(await tokens.valid(['a:read'])).toBe(token);
    expect(tokens.sign).toBeUndefined();
  });

  test.each([
    [{}, []],
    [{ scope: 'a:read b' }, ['a:read', 'b']],
    [{ scp: ['a:read'] }, ['a:read']],
  ])('reads the scopes of %j', (scopes, expected) => {
    const token = signed(key, { payload: { ...claims, ...scopes } });
    expect(givenToken(token, nowSeconds).scopes).toEqual(expected);
  });

  const shown = 'iss "https://a.example", aud "b", exp 2027-01-15T08:00:00.000Z, sub "alice"';
  test.each([
    [
      'has expired',
      { ...claims, exp: nowSeconds },
      `The token has expired by the clock of this machine: ${shown}`,
    ],
    [
      'has no subject',
      { iss: 'i', aud: ['b', 'c'], exp: 9e99 },
      'The token has no subject: iss "i", aud ["b","c"], exp 9e+99, sub missing',
    ],
    [
      'has a long subject that is not text',
      { sub: ['\u001b[2J', 'x'.repeat(1000)] },
      /^The token has no subject: iss missing, aud missing, exp missing, sub \["\\u001b\[2J","x{80,90}… \(1016 characters\)$/,
    ],
  ])('throws an error with the claims of a token that %s', (_, payload, message) => {
    const token = signed(key, { payload });
    expect(() => givenToken(token, nowSeconds)).toThrow(UserError);
    expect(() => givenToken(token, nowSeconds)).toThrow(message);
  });

  test('throws an error for an unsupported algorithm', () => {
    const token = signed(key, { header: { alg: 'HS256' }, payload: claims });
    expect(() => givenToken(token, nowSeconds)).toThrow(
      `The token's algorithm is "HS256"; supported are EdDSA, RS256`,
    );
  });

  test.each([
    ['an API key', 'YOUR_API_KEY'],
    ['a whole header', `Bearer ${signed(key, { payload: claims })}`],
    ['three parts that are not JSON', 'a.b.c'],
    ['empty', ''],
    ['too long for a header', signed(key, { payload: { x: 'x'.repeat(8192) } })],
  ])('throws an error that does not quote a token that is %s', (_, text) => {
    expect(() => givenToken(text, nowSeconds)).toThrow(
      /^The token is not a JWT: it must be three base64url parts separated by dots, without "Bearer", at most 8192 characters$/,
    );
  });
});
