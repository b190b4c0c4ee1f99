import { describe, expect, it } from 'vitest';
import { synthesisErrorMessage } from '../../local/synthesis-error.ts';

const project = '/home/me/app';
const esbuild = (message: string, place = '') =>
  `Bundling asset Api/Handler/Code/Stage...\n✘ [ERROR] ${message}\n${place}\n1 error\nnode:internal\n`;
const at = (place: string) => `\n    ${place}:\n      11 │ export const x = ;\n         ╵ ^\n`;

/** What Node.js 24 prints for an uncaught exception. */
const uncaught = (thrownAt: string, message: string, frames: readonly string[], after = '') =>
  `Bundling asset Api/Handler/Code/Stage...
${thrownAt}
    throw new Error('x');
          ^

${message}
${frames.map((frame) => `    at ${frame}\n`).join('')}${after}
Node.js v24.21.0
node bin/app.ts: Subprocess exited with error 1
`;
const own = (place: string) => `file://${project}/${place}`;
const library = `${project}/node_modules/constructs/lib/construct.js`;
const inNode = 'node:internal/modules/typescript:72:36';

describe('The error message of a synthesis', () => {
  it.each([
    [
      "the app's messages without the lines of the CLI",
      'Bundling asset A/Code/Stage...\na is wrong:\n  - b\nnode bin/app.ts: Subprocess exited with error 1\n',
      'a is wrong:\n  - b',
    ],
    [
      'the place and message of each error in the source of a function',
      esbuild('One', at('a.ts:1:2')) + esbuild('Two', at('b.ts:3:4')),
      'a.ts:1:2: One\nb.ts:3:4: Two',
    ],
    ['the message of a bundler error without a place', esbuild('Invalid target'), 'Invalid target'],
    [
      'the message of an exception, and the innermost place in the project',
      uncaught(`${library}:466`, 'Error: There is already a Construct\nsecond line', [
        `Node.addChild (${library}:466:19)`,
        `new Logs (${own('lib/logs.ts')}:12:5)`,
        `${own('bin/app.ts')}:16:17`,
      ]),
      'lib/logs.ts:12:5: Error: There is already a Construct\nsecond line',
    ],
    [
      'the message of a syntax error, and its place',
      uncaught(own('lib/routes.ts:1'), 'SyntaxError [ERR_X]: Expression expected', [inNode]),
      'lib/routes.ts:1: SyntaxError [ERR_X]: Expression expected',
    ],
    [
      'the message of an exception without a place in the project',
      uncaught('node:internal/resolve:272', `Error: Cannot find '${project}/lib/a.ts'`, [inNode]),
      "Error: Cannot find 'lib/a.ts'",
    ],
    [
      'the message of an exception and of its cause',
      uncaught(
        own('lib/a.ts:1'),
        'Error: outer',
        [`${own('lib/a.ts:1:2')} {`],
        '  [cause]: TypeError: inner\n      at x\n}\n',
      ),
      'lib/a.ts:1:2: Error: outer\nCause: TypeError: inner',
    ],
  ])('is %s', (_, printed, message) => {
    expect(synthesisErrorMessage(printed, `${project}/`)).toBe(message);
  });
});
