import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { costOptions } from '../../../tools/cost/cost-options.ts';

const program = fileURLToPath(new URL('../../../tools/cost/cost.ts', import.meta.url));
const cost = (...words: readonly string[]) =>
  promisify(execFile)(process.execPath, [program, ...words]);

test('npm run cost prints a month by part, its sum and what that is for a million', async () => {
  const { stdout } = await cost('--rate', '1000', '--api', 'rest', '--no-alarms');
  expect(stdout).toMatch(/^API requests +\$6,908$/m);
  expect(stdout).toMatch(/^together +\$8,921$/m);
  expect(stdout).toContain('That is $3.39 per million requests');
  expect(stdout).toMatch(/^alarms, metrics, dashboard, key +\$9\.30$/m);
});

test('npm run cost -- --help says how it is called, names every option, and tells its exit status', async () => {
  const { stdout } = await cost('--help');
  expect(stdout).toMatch(/^npm run cost -- \[options\]\n/);
  for (const option of [...Object.keys(costOptions), 'help']) {
    expect(stdout).toMatch(new RegExp(`^  --${option} `, 'm'));
  }
  expect(stdout).toContain('Exit status: 0 when there is a bill, 2 ');
});

test.each([
  [['--rate', 'many'], '--rate is "many": it must be a number from 0.000001 to 10000000\n'],
  [['--rat', '1'], "Unknown option '--rat'"],
])('a wrong command line, %j, is one line and exit status 2', async (words, message) => {
  const failure = await cost(...words).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
});
