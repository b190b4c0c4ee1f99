import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cliOptions } from '../src/cli-options.ts';
import { UsageError } from '../src/user-error.ts';
import { echo } from './handlers.ts';
import { assemblyFolder, send } from './served.ts';
import { httpApi, lambdaFunction, restApi } from './templates.ts';

const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

function run(...words: readonly string[]): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [cli, ...words]);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function result(...words: readonly string[]) {
  const child = run(...words);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, status };
}

describe('local-gateway', () => {
  it('serves every API of a cloud assembly until it is stopped, then exits with status 0', async () => {
    const Fn = lambdaFunction('echo');
    const methods = { 'GET /': { function: 'Fn' } };
    const folder = assemblyFolder(
      { template: { Resources: { Fn, ...httpApi({ routes: methods }) } }, code: { echo } },
      { name: 'B', template: { Resources: { Fn, ...restApi({ methods }) } }, code: { echo } },
    );
    const child = run(folder, '--port', '0');
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
    while ((output.match(/GET \//g) ?? []).length < 2) await once(child.stdout, 'data');
    expect(output).toMatch(
      /test-api \(Test\) \(HTTP API\): http:\/\/localhost:\d+\n {2}GET \/ → Fn \(public\)\n\ntest-api \(B\) \(REST API\)/,
    );
    for (const [url] of output.matchAll(/http:\/\/localhost:\d+/g))
      expect((await send(url, '/')).status).toBe(200);
    child.kill('SIGINT');
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('prints its usage with --help', async () => {
    const { stdout, stderr, status } = await result('--help');
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toMatch(/^Usage: local-gateway \[options\] \[folder\]\n/);
  });

  it.each([
    [['--bogus'], "Unknown option '--bogus'"],
    [['--port'], "Option '--port <value>' argument missing"],
    [['--port', 'x'], '--port is "x": it must be a port from 1 to 65535, or 0 for any free port'],
    [['a', 'b'], 'unexpected argument "b"'],
  ])('rejects the arguments %j with one message', (words, message) => {
    const usage = 'Run local-gateway --help for the usage.';
    expect(() => cliOptions(words)).toThrow(new UsageError(`${message}\n${usage}`));
  });

  it('reports a usage error without a stack trace, with exit status 2', async () => {
    const { stdout, stderr, status } = await result('--bogus');
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toBe("Unknown option '--bogus'\nRun local-gateway --help for the usage.\n");
  });

  it('reports an assembly that cannot be served without a stack trace, with exit status 1', async () => {
    const { stdout, stderr, status } = await result('/nowhere');
    expect([stdout, status]).toEqual(['', 1]);
    expect(stderr).toBe(
      '/nowhere is not a cloud assembly: cannot read manifest.json (no such file); cdk synth writes one\n',
    );
  });
});
