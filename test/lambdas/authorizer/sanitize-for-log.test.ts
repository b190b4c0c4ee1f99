import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitizeForLog } from '../../../lambdas/authorizer/sanitize-for-log.ts';

describe('a sanitizeForLog text', () => {
  test.each<[string, unknown, string | undefined]>([
    ['plain text', 'alice@example.com /~', 'alice@example.com /~'],
    ['nothing', '', ''],
    ['quotes and backslashes', 'a"b\\c', 'a\\u0022b\\u005cc'],
    ['line breaks and escapes', '\r\n\u001b', '\\u000d\\u000a\\u001b'],
    ['a delete character', '\u007f', '\\u007f'],
    ['letters outside ASCII', 'é\u202e', '\\u00e9\\u202e'],
    ['half a character', '\ud83d', '\\ud83d'],
    ['a character of two halves', '\u{1f600}', '\\ud83d\\ude00'],
    ['64 characters', 'x'.repeat(64), 'x'.repeat(64)],
    ['64 characters, one of them escaped', `${'x'.repeat(63)}é`, `${'x'.repeat(63)}\\u00e9`],
    ['65 characters', 'x'.repeat(65), `${'x'.repeat(63)}…`],
    ['undefined', undefined, undefined],
    ['null', null, '(object)'],
    ['a number', 42, '(number)'],
    ['an object', { a: 1 }, '(object)'],
  ])('is made of %s', (_, value, expected) => {
    expect(sanitizeForLog(value)).toBe(expected);
  });

  test('stands between the quotes of JSON as it is, bounded, and holds what was said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (value) => {
        const text = sanitizeForLog(value) ?? '';
        expect(text).toMatch(/^[ !#-[\]-~…\\]*$/);
        expect(text.length).toBeLessThanOrEqual(64 * 6);
        expect(value.startsWith(JSON.parse(`"${text}"`).slice(0, 63))).toBe(true);
      }),
    );
  });
});
