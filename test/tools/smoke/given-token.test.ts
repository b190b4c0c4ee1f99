import { decodeJwt, decodeProtectedHeader } from 'jose';
import { UserError } from 'local-gateway/user-error';
import { describe, expect, test } from 'vitest';
import { givenToken } from '../../../tools/smoke/given-token.ts';
import { signed, signingKey } from '../../signing.ts';

const key = signingKey('EdDSA');
const nowSeconds = 1_800_000_000;
const claims = { iss: 'https://a.example', aud: 'b', sub: 'alice', exp: nowSeconds + 1 };

describe('a token that is given', () => {
  test('is used as it is, for whom it says', async () => {
    const token = signed(key, { payload: claims });
    const tokens = givenToken(token, nowSeconds);
    expect(await tokens.valid()).toBe(token);
    expect(tokens.caller).toEqual({ sub: 'alice', aud: 'b' });
    expect(tokens.mint).toBeUndefined();
  });

  test('keeps claims and signature under a changed header', async () => {
    const token = signed(key, { payload: claims });
    const changed = await givenToken(token, nowSeconds).withHeader({ kid: 'nobody' });
    expect(decodeProtectedHeader(changed)).toEqual({ alg: 'EdDSA', kid: 'nobody' });
    expect(decodeJwt(changed)).toEqual(claims);
    expect(changed.split('.')[2]).toBe(token.split('.')[2]);
  });

  const shown = 'iss "https://a.example", aud "b", exp 2027-01-15T08:00:00.000Z, sub "alice"';
  test.each([
    [
      'has expired',
      { ...claims, exp: nowSeconds },
      `the token has expired, by this machine's clock: ${shown}`,
    ],
    [
      'names nobody',
      { iss: 'i', aud: ['b', 'c'], exp: 9e99 },
      'the token is about nobody: iss "i", aud ["b","c"], exp 9e+99, sub none',
    ],
    [
      'names somebody at too great a length',
      { sub: ['\u001b[2J', 'x'.repeat(1000)] },
      /^the token is about nobody: iss none, aud none, exp none, sub \["\\u001b\[2J","x{80,90}… \(1016 characters\)$/,
    ],
  ])('is refused with what it says when it %s', (_, payload, message) => {
    const token = signed(key, { payload });
    expect(() => givenToken(token, nowSeconds)).toThrow(UserError);
    expect(() => givenToken(token, nowSeconds)).toThrow(message);
  });

  test('is refused when no API of ours accepts its algorithm', () => {
    const token = signed(key, { header: { alg: 'PS256' }, payload: claims });
    expect(() => givenToken(token, nowSeconds)).toThrow(
      'the token is signed with "PS256": no API of ours accepts that',
    );
  });

  test.each([
    ['an API key', 'YOUR_API_KEY'],
    ['a whole header', `Bearer ${signed(key, { payload: claims })}`],
    ['three parts of nonsense', 'a.b.c'],
    ['nothing', ''],
    ['a token that no header has room for', signed(key, { payload: { x: 'x'.repeat(8192) } })],
  ])('is refused, and not shown, when it is %s', (_, text) => {
    expect(() => givenToken(text, nowSeconds)).toThrow(
      /^the token is no JWT: it must be three base64url parts with dots between, without "Bearer", of at most 8192 characters in all$/,
    );
  });
});
