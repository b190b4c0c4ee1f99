import { describe, expect, test } from 'vitest';
import { requireScopes, scopesOf } from '../../../../lambdas/authorizer/token/scopes.ts';

describe('scopesOf', () => {
  test.each([
    ['a text', { scope: 'orders:read orders:write' }, ['orders:read', 'orders:write']],
    ['a text with more spaces than needed', { scope: ' a  b ' }, ['a', 'b']],
    ['a list', { scope: ['a', 'b'] }, ['a', 'b']],
    ['scp as a list', { scp: ['a'] }, ['a']],
    ['scope before scp', { scope: 'a', scp: ['b'] }, ['a']],
    ['no claim', {}, []],
    ['an empty text', { scope: '' }, []],
    ['a number', { scope: 1 }, []],
    ['an object', { scope: { a: true } }, []],
    ['a list with something else in it', { scope: ['a', 1] }, []],
    ['a list with a scope that holds a space', { scope: ['a b'] }, []],
    ['scp as text', { scp: 'openid orders:read' }, ['openid', 'orders:read']],
    ['null', { scope: null }, []],
  ])('reads %s', (_, claims, scopes) => {
    expect(scopesOf(claims)).toEqual(scopes);
  });
});

describe('requireScopes', () => {
  test.each([
    [[], []],
    [['a'], ['a']],
    [
      ['a', 'b'],
      ['b', 'c', 'a'],
    ],
  ])('accepts %j for a caller with %j', (required, granted) => {
    expect(() =>
      requireScopes(required, { scopes: granted, iss: 'i', sub: 'alice' }),
    ).not.toThrow();
  });

  test.each([
    [['a'], []],
    [['a', 'b'], ['a']],
    [['a'], ['A']],
    [['a'], ['ab']],
    [undefined, ['a']],
  ])('rejects %j for a caller with %j', (required, granted) => {
    expect(() => requireScopes(required, { scopes: granted, iss: 'i', sub: 'alice' })).toThrow(
      'insufficient_scope',
    );
  });
});
