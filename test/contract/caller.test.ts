import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerContext, callerOf } from '../../contract/caller.ts';

const iss = 'https://example.zuplo.app/__zuplo/issuer';
const caller = { iss, sub: 'alice', exp: 1_800_000_000, scopes: [], claims: {} };
const inTime = { seconds: caller.exp - 1, leewaySeconds: 3 };

const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** Returns a proxy event of an HTTP API, which nests the context and keeps its types. */
function onHttpApi(context: object) {
  return { requestContext: { authorizer: { lambda: context } } };
}

/** Returns a proxy event of a REST API, which turns every value into text and adds keys. */
function onRestApi(context: object) {
  const strings = Object.fromEntries(
    Object.entries(context).map(([name, value]) => [name, String(value)]),
  );
  return {
    requestContext: { authorizer: { ...strings, principalId: 'someone', integrationLatency: 12 } },
  };
}

describe.each([
  ['an HTTP API', onHttpApi],
  ['a REST API', onRestApi],
])('callerOf with an event of %s', (_, event) => {
  test('returns the caller that the authorizer put into the context', () => {
    const callers = fc.record({
      iss: fc.webUrl(),
      sub: fc.string({ minLength: 1, unit: 'grapheme' }),
      exp: fc.double({ min: inTime.seconds, max: 1e300, noNaN: true }),
      scopes: fc.array(fc.stringMatching(/^[\x21\x23-\x5b\x5d-\x7e]+$/)),
      claims: fc.dictionary(
        fc.string(),
        fc.oneof(
          fc.string(),
          fc.boolean(),
          fc.integer(),
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
          fc.array(fc.string()),
        ),
      ),
    });
    fc.assert(
      fc.property(callers, (caller) => {
        expect(callerOf(event(callerContext(caller)), inTime)).toEqual(caller);
      }),
    );
  });

  test('returns undefined once the token has expired, leeway included', () => {
    const at = (seconds: number) =>
      callerOf(event(callerContext(caller)), { seconds, leewaySeconds: 3 });
    expect(at(caller.exp + 2.999)).toEqual(caller);
    expect(at(caller.exp + 3)).toBeUndefined();
  });

  test.each([
    ['no issuer', { sub: 'alice', exp: caller.exp }],
    ['no subject', { iss, exp: caller.exp }],
    ['an empty subject', { iss, sub: '', exp: caller.exp }],
    ['no expiry', { iss, sub: 'alice' }],
    ['an expiry that is not a number', { iss, sub: 'alice', exp: 'soon' }],
    ['an empty expiry', { iss, sub: 'alice', exp: ' ' }],
    ['an infinite expiry', { iss, sub: 'alice', exp: 'Infinity' }],
    [
      'forwarded claims that are not JSON',
      { ...callerContext(caller), forwardedClaims: 'tier=gold' },
    ],
    [
      'forwarded claims of an unsupported type',
      { ...callerContext(caller), forwardedClaims: base64url('{"a":[1]}') },
    ],
    [
      'a forwarded number that is infinite',
      { ...callerContext(caller), forwardedClaims: base64url('{"a":1e400}') },
    ],
    ['the context of a rejected token', { reason: 'expired' }],
  ])('returns undefined for %s', (_, context) => {
    expect(callerOf(event(context), inTime)).toBeUndefined();
  });
});

describe('the forwarded claims in the context', () => {
  test('contain no quotes, which were reported to break cached results', () => {
    const { forwardedClaims } = callerContext({
      ...caller,
      claims: { tier: 'gold', roles: ['a'] },
    });
    expect(forwardedClaims).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test('are absent if there are none', () => {
    expect(callerContext(caller)).not.toHaveProperty('forwardedClaims');
  });
});

describe('callerOf', () => {
  test.each([
    ['no request context', {}],
    ['no authorizer', { requestContext: {} }],
    ['a null authorizer', { requestContext: { authorizer: null } }],
    ['an authorizer without context', { requestContext: { authorizer: { lambda: null } } }],
    ['a scope that is not text', onHttpApi({ ...callerContext(caller), scope: {} })],
    [
      'forwarded claims that are not text',
      onHttpApi({ ...callerContext(caller), forwardedClaims: {} }),
    ],
    ['an authorizer that is text', { requestContext: { authorizer: 'alice' } }],
    [
      "an HTTP API's own JWT claims",
      { requestContext: { authorizer: { jwt: { claims: caller } } } },
    ],
  ])('returns undefined for %s', (_, event) => {
    expect(callerOf(event, inTime)).toBeUndefined();
  });
});
