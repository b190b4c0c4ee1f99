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

  it('serves a part of an assembly with --stack and --env, and names what it does not serve', async () => {
    const index = 'export const handler = async () => process.env.TABLE;';
    const Fn = lambdaFunction('echo');
    const Python = lambdaFunction('echo', { Runtime: 'python3.13' });
    const routes = { 'GET /': { function: 'Fn' }, 'GET /closed': { function: 'Python' } };
    const Resources = { Fn, Python, ...httpApi({ routes }) };
    const folder = assemblyFolder(
      { name: 'Old', template: { Resources: { Fn, ...restApi({ methods: routes }) } } },
      { name: 'New', template: { Resources }, code: { echo: { 'index.mjs': index } } },
    );
    const child = run(folder, '--port', '0', '--stack', 'New', '--env', 'Fn.TABLE=pets');
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
    });
    while (!output.includes('GET / →')) await once(child.stdout, 'data');
    expect(output).toContain(
      'test-api: GET /closed is closed (501): New/Python (AWS::Lambda::Function): only Node.js runtimes are emulated, not python3.13\n',
    );
    const [url, ...others] = output.match(/http:\/\/localhost:\d+/g) ?? [];
    expect(others).toEqual([]);
    expect((await send(`${url}`, '/')).body).toBe('pets');
    expect((await send(`${url}`, '/closed')).status).toBe(501);
  });

  it('prints its usage with --help', async () => {
    const { stdout, stderr, status } = await result('--help');
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toMatch(/^Usage: local-gateway \[options\] \[folder\]\n/);
  });

  it('reads the stacks to serve and the variables of functions', () => {
    const words = ['--stack', 'A', '--stack', 'B', '--env', 'Shop/v1.2.URL=http://x?a=b.c=d'];
    expect(cliOptions([...words, '--env', 'Fn.EMPTY='])).toEqual({
      folder: 'cdk.out',
      port: 8080,
      stacks: ['A', 'B'],
      variables: [
        { function: 'Shop/v1.2', name: 'URL', value: 'http://x?a=b.c=d' },
        { function: 'Fn', name: 'EMPTY', value: '' },
      ],
    });
  });

  it.each([
    [['--env', 'TABLE=pets'], '--env is "TABLE=pets": it must be <function>.<variable>=<value>'],
    [['--env', 'Fn.TABLE'], '--env is "Fn.TABLE": it must be <function>.<variable>=<value>'],
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
