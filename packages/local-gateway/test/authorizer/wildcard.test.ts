import { expect, it } from 'vitest';
import { matchesWildcard } from '../../src/authorizer/wildcard.ts';

it.each([
  ['*', 'anything/at:all', true],
  ['*', '', true],
  ['a*c', 'abbbc', true],
  ['a*c', 'ac', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['prod/*/*', 'prod/GET/', true],
  ['prod/GET/*', 'prod/GET/pets/1/toys', true],
  ['prod/*/pets', 'prod/GET/x/pets', true],
  ['prod/GET/pets', 'prod/GET/pets/', false],
  ['prod/GET/pets', 'prod/get/pets', false],
  ['a.c', 'abc', false],
  ['*a*b', 'aab', true],
  ['*aab', 'aaab', true],
  ['**', 'x', true],
  ['', '', true],
  ['', 'a', false],
])('The pattern %j against %j matches: %s', (pattern, text, matches) => {
  expect(matchesWildcard(pattern, text)).toBe(matches);
});

// With exponential backtracking, this test would never end.
it('A pattern with many wildcards takes polynomial time', () => {
  expect(matchesWildcard(`${'a*'.repeat(50)}b`, 'a'.repeat(5000))).toBe(false);
});
