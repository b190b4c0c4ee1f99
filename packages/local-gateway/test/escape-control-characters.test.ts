import { expect, it } from 'vitest';
import { escapeControlCharacters } from '../src/escape-control-characters.ts';

it.each([
  ['plain text', 'plain text'],
  ['a\tb', 'a b'],
  ['a\r\nb', 'a\\r\\nb'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['\u202eabc', '\\u202eabc'],
  ['x'.repeat(21), `${'x'.repeat(20)}… (21 characters)`],
])('escapes %j as %j', (text, printed) => {
  expect(escapeControlCharacters(text, 20)).toBe(printed);
});
