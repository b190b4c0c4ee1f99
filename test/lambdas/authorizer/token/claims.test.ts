import { afterAll, describe, expect, test, vi } from 'vitest';
import { algorithms } from '../../../../contract/algorithms.ts';
import { callerFrom, claimsRejection } from '../../../../lambdas/authorizer/token/claims.ts';

// aws-jwt-verify reads the clock itself.
const now = 1_800_000_000;
vi.useFakeTimers({ toFake: ['Date'], now: now * 1000 });
afterAll(() => vi.useRealTimers());

const policy = { issuer: 'i', audience: ['orders', 'billing'], algorithms, requiredClaims: {} };
const settings = { leewaySeconds: 3, maxTokenLifetimeSeconds: 0, deniedSubjects: ['mallory'] };
const valid = { iss: 'i', aud: 'orders', exp: now + 300, iat: now, sub: 'alice' };

type Claims = Parameters<typeof claimsRejection>[0];

function rejection(changes: object, of: object = {}) {
  return claimsRejection({ ...valid, ...changes } as Claims, policy, { ...settings, ...of });
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
    ['a subject of 1 KiB', { sub: 'é'.repeat(512) }],
  ])('accepts %s', (_, changes) => {
    expect(rejection(changes)).toBeUndefined();
  });

  test.each([
    ['wrong_audience', 'no aud', { aud: undefined }],
    ['wrong_audience', 'another aud', { aud: 'other' }],
    ['wrong_audience', 'an aud that starts like ours', { aud: 'orders2' }],
    ['wrong_audience', 'an empty list', { aud: [] }],
    ['unknown_issuer', 'another issuer', { iss: 'j' }],
    ['missing_expiry', 'no exp', { exp: undefined }],
    ['expired', 'an exp long ago', { exp: 1 }],
    ['expired', 'an exp at the limit of the leeway', { exp: now - 3 }],
    ['not_yet_valid', 'an nbf past the leeway', { nbf: now + 3.001 }],
    ['not_yet_valid', 'an iat past the leeway', { iat: now + 3.001 }],
    ['missing_subject', 'no sub', { sub: undefined }],
    ['missing_subject', 'an empty sub', { sub: '' }],
    ['missing_subject', 'a sub of white space', { sub: ' \u2003 ' }],
    ['missing_subject', 'a sub of more than 1 KiB', { sub: 'x'.repeat(1025) }],
    ['missing_subject', 'a sub with a line break', { sub: 'alice\nadmin' }],
    ['missing_subject', 'a sub with a lone surrogate', { sub: 'alice\ud800' }],
    ['denied_subject', 'a denied sub', { sub: 'mallory' }],
  ])('returns %s for %s', (reason, _, changes) => {
    expect(rejection(changes)).toBe(reason);
  });

  test.each([
    [now + 603, undefined],
    [now + 603.5, 'lifetime_too_long'],
  ])('applies maxTokenLifetimeSeconds with leeway: exp %d returns %s', (exp, reason) => {
    expect(rejection({ exp }, { maxTokenLifetimeSeconds: 600 })).toBe(reason);
  });

  test('throws errors of other classes: they are bugs', () => {
    const withoutAudience = { ...policy, audience: null as never };
    expect(() => claimsRejection(valid, withoutAudience, settings)).toThrow(TypeError);
  });
});

describe('required claims', () => {
  const requiredClaims = { account: ['acme'], level: [1, 2], ok: [true] };
  const check = (changes: object) =>
    claimsRejection(
      { ...valid, account: 'acme', level: 2, ok: true, ...changes } as Claims,
      { ...policy, requiredClaims },
      settings,
    );

  test.each([
    ['with the required values', {}],
    ['that are lists with a required value', { account: ['other', 'acme'], level: [1] }],
  ])('are accepted %s', (_, changes) => {
    expect(check(changes)).toBeUndefined();
  });

  test.each([
    ['that are absent', { account: undefined }],
    ['with another value', { account: 'other' }],
    ['with another type', { level: '2' }],
    ['that are lists without a required value', { account: ['other'] }],
    ['that are objects', { account: { acme: true } }],
  ])('are rejected %s', (_, changes) => {
    expect(check(changes)).toBe('wrong_claim');
  });

  test('are not inherited properties', () => {
    const inherited = { ...policy, requiredClaims: { toString: ['x'] } };
    expect(claimsRejection(valid, inherited, settings)).toBe('wrong_claim');
  });
});

describe('callerFrom', () => {
  const claims = { ...valid, tier: 'gold', seats: 3, trial: false, roles: ['a', 'b'], note: null };

  test('returns the caller with the forwarded claims that are scalars or lists of texts', () => {
    const names = ['tier', 'seats', 'trial', 'roles', 'note', 'absent'];
    expect(callerFrom(claims as Claims, names)).toEqual({
      iss: 'i',
      sub: 'alice',
      exp: now + 300,
      scopes: [],
      claims: { tier: 'gold', seats: 3, trial: false, roles: ['a', 'b'] },
    });
  });

  test.each<[string, unknown]>([
    ['more than 256 characters', 'x'.repeat(257)],
    ['a list of more than 256 characters', ['x'.repeat(200), 'y'.repeat(200)]],
    ['a list with another type', ['a', 1]],
    ['an object', { a: 1 }],
    ['an infinite number', Number.POSITIVE_INFINITY],
    ['a lone surrogate', '\ud800'],
    ['a NUL character', 'a\0b'],
  ])('does not forward %s', (_, value) => {
    expect(callerFrom({ ...valid, value } as Claims, ['value']).claims).toEqual({});
  });

  test('forwards 256 characters', () => {
    const value = 'x'.repeat(256);
    expect(callerFrom({ ...valid, value } as Claims, ['value']).claims).toEqual({ value });
  });

  test('forwards no inherited property', () => {
    const names = ['toString', 'constructor', '__proto__'];
    expect(callerFrom(valid as Claims, names).claims).toEqual({});
  });
});
