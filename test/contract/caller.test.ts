import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerContext, callerOf } from '../../contract/caller.ts';

const caller = { sub: 'alice', exp: 1_800_000_000, scopes: [], claims: {} };
const inTime = { seconds: caller.exp - 1, leewaySeconds: 3 };

/** What an HTTP API makes of an authorizer's context: nested, types kept. */
function onHttpApi(context: object) {
  return { requestContext: { authorizer: { lambda: context } } };
}

/** What a REST API makes of it: flat, every value in text, with company. */
function onRestApi(context: object) {
  const texts = Object.fromEntries(
    Object.entries(context).map(([name, value]) => [name, String(value)]),
  );
  return {
    requestContext: { authorizer: { ...texts, principalId: 'someone', integrationLatency: 12 } },
  };
}

describe.each([
  ['an HTTP API', onHttpApi],
  ['a REST API', onRestApi],
])('the caller behind %s', (_, event) => {
  test('is whom the authorizer wrote, whatever the subject', () => {
    const callers = fc.record({
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
        ),
      ),
    });
    fc.assert(
      fc.property(callers, (caller) => {
        expect(callerOf(event(callerContext(caller)), inTime)).toEqual(caller);
      }),
    );
  });

  test('is nobody once the token has expired and the leeway has passed', () => {
    const at = (seconds: number) =>
      callerOf(event(callerContext(caller)), { seconds, leewaySeconds: 3 });
    expect(at(caller.exp + 2.999)).toEqual(caller);
    expect(at(caller.exp + 3)).toBeUndefined();
  });

  test.each([
    ['no subject', { exp: caller.exp }],
    ['an empty subject', { sub: '', exp: caller.exp }],
    ['no expiry', { sub: 'alice' }],
    ['an expiry that is no number', { sub: 'alice', exp: 'soon' }],
    ['an empty expiry', { sub: 'alice', exp: ' ' }],
    ['an endless expiry', { sub: 'alice', exp: 'Infinity' }],
    ['claims that are no JSON', { ...callerContext(caller), forwardedClaims: 'tier=gold' }],
    ['claims that are no scalars', { ...callerContext(caller), forwardedClaims: '{"a":[]}' }],
    ['a refusal', { reason: 'expired' }],
  ])('is nobody with %s', (_, context) => {
    expect(callerOf(event(context), inTime)).toBeUndefined();
  });
});

describe('the caller', () => {
  test.each([
    ['no request context', {}],
    ['no authorizer', { requestContext: {} }],
    ['a null authorizer', { requestContext: { authorizer: null } }],
    ['an authorizer without context', { requestContext: { authorizer: { lambda: null } } }],
    ['a scope that is no text', onHttpApi({ ...callerContext(caller), scope: {} })],
    ['claims that are no text', onHttpApi({ ...callerContext(caller), forwardedClaims: {} })],
    ['text for an authorizer', { requestContext: { authorizer: 'alice' } }],
    [
      "an HTTP API's own JWT claims",
      { requestContext: { authorizer: { jwt: { claims: caller } } } },
    ],
  ])('is nobody with %s', (_, event) => {
    expect(callerOf(event, inTime)).toBeUndefined();
  });
});
