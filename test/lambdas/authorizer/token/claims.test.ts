import { describe, expect, test } from 'vitest';
import { callerFrom, claimsRejection } from '../../../../lambdas/authorizer/token/claims.ts';

const now = 1_800_000_000;
const settings = {
  audiences: ['orders', 'billing'],
  leewaySeconds: 3,
  maxTokenLifetimeSeconds: 0,
};
const good = { aud: 'orders', exp: now + 300, iat: now, sub: 'alice' };

function rejection(changes: Record<string, unknown>) {
  return claimsRejection({ ...good, ...changes }, settings, now);
}

describe('claimsRejection', () => {
  test.each([
    ["the claims of Zuplo's tokens", {}],
    ['another configured audience', { aud: 'billing' }],
    ['a list with our audience', { aud: ['other', 'orders'] }],
    ['no iat', { iat: undefined }],
    ['an expiry within the leeway', { exp: now - 2.999 }],
    ['nbf and iat at the limit of the leeway', { nbf: now + 3, iat: now + 3 }],
    ['fractions of seconds', { exp: now + 0.5, iat: now - 0.5 }],
    ['a very late expiry', { exp: 1e300 }],
    ['a subject of 1 KiB', { sub: 'é'.repeat(512) }],
  ])('accepts %s', (_, changes) => {
    expect(rejection(changes)).toBeUndefined();
  });

  test.each([
    ['wrong_audience', 'no aud', { aud: undefined }],
    ['wrong_audience', 'another aud', { aud: 'other' }],
    ['wrong_audience', 'an aud that starts like ours', { aud: 'orders2' }],
    ['wrong_audience', 'an empty list', { aud: [] }],
    ['wrong_audience', 'a list with another type in it', { aud: ['orders', 1] }],
    ['wrong_audience', 'an aud of another type', { aud: { orders: true } }],
    ['missing_expiry', 'no exp', { exp: undefined }],
    ['missing_expiry', 'an exp in text', { exp: String(now + 300) }],
    ['missing_expiry', 'an infinite exp', { exp: Number.POSITIVE_INFINITY }],
    ['missing_expiry', 'a null exp', { exp: null }],
    ['expired', 'an exp at the limit of the leeway', { exp: now - 3 }],
    ['expired', 'an exp long ago', { exp: -1e300 }],
    ['not_yet_valid', 'an nbf past the leeway', { nbf: now + 3.001 }],
    ['not_yet_valid', 'an iat past the leeway', { iat: now + 3.001 }],
    ['not_yet_valid', 'an nbf in text', { nbf: String(now) }],
    ['not_yet_valid', 'a null iat', { iat: null }],
    ['missing_subject', 'no sub', { sub: undefined }],
    ['missing_subject', 'an empty sub', { sub: '' }],
    ['missing_subject', 'a sub of another type', { sub: 42 }],
    ['missing_subject', 'a sub of more than 1 KiB', { sub: 'x'.repeat(1025) }],
    ['missing_subject', 'a sub with a line break', { sub: 'alice\nadmin' }],
    ['missing_subject', 'a sub with a lone surrogate', { sub: 'alice\ud800' }],
  ])('returns %s for %s', (reason, _, changes) => {
    expect(rejection(changes)).toBe(reason);
  });
});

describe('maxTokenLifetimeSeconds', () => {
  const bounded = { ...settings, maxTokenLifetimeSeconds: 600 };
  test.each([
    [now + 603, undefined],
    [now + 603.5, 'lifetime_too_long'],
  ])('is applied with leeway: exp %d returns %s', (exp, reason) => {
    expect(claimsRejection({ ...good, exp }, bounded, now)).toBe(reason);
  });
});

describe('callerFrom', () => {
  const claims = { ...good, tier: 'gold', seats: 3, trial: false, roles: ['a'], note: null };

  test('returns the caller with the forwarded claims that are scalars', () => {
    expect(callerFrom(claims, ['tier', 'seats', 'trial', 'roles', 'note', 'absent'])).toEqual({
      sub: 'alice',
      exp: now + 300,
      scopes: [],
      claims: { tier: 'gold', seats: 3, trial: false },
    });
  });

  test('forwards no claim of more than 256 characters', () => {
    const long = { ...good, a: 'x'.repeat(256), b: 'x'.repeat(257) };
    expect(Object.keys(callerFrom(long, ['a', 'b']).claims)).toEqual(['a']);
  });

  test('forwards no inherited property', () => {
    expect(callerFrom(good, ['toString', 'constructor', '__proto__']).claims).toEqual({});
  });
});
