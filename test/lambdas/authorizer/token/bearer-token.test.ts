import { describe, expect, test } from 'vitest';
import { bearerToken } from '../../../../lambdas/authorizer/token/bearer-token.ts';

describe('bearerToken', () => {
  test.each([
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER abc', 'abc'],
    ['Bearer   abc', 'abc'],
    ['Bearer a-._~+/b==', 'a-._~+/b=='],
    [`Bearer ${'x'.repeat(8185)}`, 'x'.repeat(8185)],
  ])('returns the token of %.30j', (header, token) => {
    expect(bearerToken(header)).toBe(token);
  });

  test.each([
    ['an absent header', undefined],
    ['null', null],
    ['an array', ['Bearer abc']],
    ['an empty header', ''],
    ['no token', 'Bearer'],
    ['no token after the space', 'Bearer '],
    ['no space', 'Bearerabc'],
    ['another scheme', 'Basic YTpi'],
    ['a bare token', 'abc'],
    ['a tab', 'Bearer\tabc'],
    ['quotes', 'Bearer "abc"'],
    ['two tokens', 'Bearer abc def'],
    ['two credentials', 'Bearer abc, Bearer def'],
    ['two credentials without a space', 'Bearer abc,Bearer def'],
    ['a space at the end', 'Bearer abc '],
    ['a space at the start', ' Bearer abc'],
    ['a line break', 'Bearer abc\n'],
    ['padding inside', 'Bearer a=b'],
    ['a character outside ASCII', 'Bearer äbc'],
    ['more than 8 KiB', `Bearer ${'x'.repeat(8186)}`],
  ])('rejects %s', (_, header) => {
    expect(() => bearerToken(header)).toThrow('malformed_header');
  });
});
