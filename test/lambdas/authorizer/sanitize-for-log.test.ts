import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sanitizeForLog } from '../../../lambdas/authorizer/sanitize-for-log.ts';

describe('sanitizeForLog', () => {
  test.each<[string, unknown, string | undefined]>([
    ['plain text', 'alice@example.com /~', 'alice@example.com /~'],
    ['an empty text', '', ''],
    ['quotes and backslashes', 'a"b\\c', 'a\\u0022b\\u005cc'],
    ['line breaks and escapes', '\r\n\u001b', '\\u000d\\u000a\\u001b'],
    ['a delete character', '\u007f', '\\u007f'],
    ['characters outside ASCII', 'é\u202e', '\\u00e9\\u202e'],
    ['a lone surrogate', '\ud83d', '\\ud83d'],
    ['a surrogate pair', '\u{1f600}', '\\ud83d\\ude00'],
    ['64 characters', 'x'.repeat(64), 'x'.repeat(64)],
    ['64 characters, one of them escaped', `${'x'.repeat(63)}é`, `${'x'.repeat(63)}\\u00e9`],
    ['65 characters', 'x'.repeat(65), `${'x'.repeat(63)}…`],
    ['undefined', undefined, undefined],
    ['null', null, '(object)'],
    ['a number', 42, '(number)'],
    ['an object', { a: 1 }, '(object)'],
  ])('handles %s', (_, value, expected) => {
    expect(sanitizeForLog(value)).toBe(expected);
  });

  test('returns bounded text that decodes to the start of the value inside a JSON string', () => {
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
