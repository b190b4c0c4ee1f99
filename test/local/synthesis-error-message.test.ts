import { describe, expect, it } from 'vitest';
import { synthesisErrorMessage } from '../../local/synthesize.ts';

const esbuild = (message: string, place = '') =>
  `Bundling asset Api/Handler/Code/Stage...\n✘ [ERROR] ${message}\n${place}\n1 error\nnode:internal\n`;
const at = (place: string) => `\n    ${place}:\n      11 │ export const x = ;\n         ╵ ^\n`;

describe('The error message of a synthesis', () => {
  it.each([
    [
      "the app's messages without the line of the CLI",
      'a is wrong:\n  - b\n  - c\nnode bin/app.ts: Subprocess exited with error 1\n',
      'a is wrong:\n  - b\n  - c',
    ],
    [
      'the place and message of each error in the source of a function',
      esbuild('One', at('a.ts:1:2')) + esbuild('Two', at('b.ts:3:4')),
      'a.ts:1:2: One\nb.ts:3:4: Two',
    ],
    ['the message of a bundler error without a place', esbuild('Invalid target'), 'Invalid target'],
  ])('is %s', (_, printed, message) => {
    expect(synthesisErrorMessage(printed)).toBe(message);
  });
});
