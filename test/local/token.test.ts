import { spawn } from 'node:child_process';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenOptions } from '../../local/token-options.ts';
import { startZuplo, type Zuplo } from '../../local/zuplo/zuplo-server.ts';
import { endedChild } from '../ended-child.ts';
import { echo, startApi } from './zuplo/echo-api.ts';

let zuplo: Zuplo;

beforeAll(async () => {
  zuplo = await startZuplo({ port: 0, audience: 'your-audience', log: () => {} });
});
afterAll(() => zuplo.close());

/** Runs the command; returns its output and exit status. */
async function run(args: string[], zuploPort = new URL(zuplo.url).port, environment = {}) {
  const child = spawn(process.execPath, ['local/token.ts', ...args], {
    env: { ...process.env, ZUPLO_PORT: zuploPort, ...environment },
  });
  return endedChild(child);
}

describe('npm run token', () => {
  it('prints a token of the running stand-in and nothing else', async () => {
    const { stdout, stderr, status } = await run(['--sub', 'alice']);
    expect([stderr, status]).toStrictEqual(['', 0]);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeProtectedHeader(stdout.trim())).toStrictEqual({ alg: 'EdDSA' });
    expect(decodeJwt(stdout.trim())).toMatchObject({
      iss: zuplo.issuer,
      sub: 'alice',
      aud: 'your-audience',
    });
  });

  it('asks no proxy', async () => {
    const proxy = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: 'http://127.0.0.1:9' };
    const { stderr, status } = await run([], undefined, proxy);
    expect([stderr, status]).toStrictEqual(['', 0]);
  });

  it('prints one line about an invalid option and exits with 1', async () => {
    expect(await run(['--alg', 'none'])).toStrictEqual({
      stdout: '',
      stderr:
        '--alg is "none": it must be one of EdDSA, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512\n',
      status: 1,
    });
  });

  it('prints one line if npm start is not running, and exits with 1', async () => {
    const closed = await startApi(echo);
    await closed.close();
    expect(await run([], closed.url.port)).toStrictEqual({
      stdout: '',
      stderr: `no response from ${closed.url.origin}: run npm start first\n`,
      status: 1,
    });
  });

  it('prints one line if another server uses the port', async () => {
    const other = await startApi(echo);
    const { stdout, stderr } = await run([], other.url.port);
    await other.close();
    expect(stdout).toBe('');
    expect(stderr).toMatch(
      /^the server at \S+ is not the Zuplo stand-in \(status 200\): set ZUPLO_PORT to the port that npm start prints\n$/,
    );
  });

  it.each([
    ['0', 'ZUPLO_PORT is 0: set it to the port that npm start prints\n'],
    ['99999', 'ZUPLO_PORT is "99999": it must be a port from 1 to 65535, or 0 for any free port\n'],
  ])('prints one line about ZUPLO_PORT=%s and exits with 1', async (port, stderr) => {
    expect(await run([], port)).toStrictEqual({ stdout: '', stderr, status: 1 });
  });

  it('prints its options for --help', async () => {
    const { stdout, status } = await run(['--help']);
    expect(status).toBe(0);
    for (const option of ['sub', 'audience', 'expires-in', 'alg', 'kid', 'typ', 'claim']) {
      expect(stdout).toContain(`--${option} `);
    }
    expect(stdout).toContain('npm run --silent token');
  });
});

describe('The command line of npm run token', () => {
  it.each([
    [[], {}],
    [['--sub', 'alice'], { sub: 'alice' }],
    [['--audience=other'], { audience: 'other' }],
    [['--expires-in', '60'], { expiresIn: 60 }],
    [['--expires-in', '-60'], { expiresIn: -60 }],
    [['--expires-in=-60'], { expiresIn: -60 }],
    [['--alg', 'ES256', '--kid', '--typ', 'JWT'], { algorithm: 'ES256', kid: true, typ: 'JWT' }],
    [['--claim', 'plan=gold', '--claim', 'n=1'], { claims: { plan: 'gold', n: 1 } }],
    [['--claim', 'scope=a=b'], { claims: { scope: 'a=b' } }],
    [['--claim', 'roles=["a","b"]'], { claims: { roles: ['a', 'b'] } }],
    [['--claim', 'sub=null'], { claims: { sub: null } }],
    [['--claim', 'empty='], { claims: { empty: '' } }],
  ])('%j is parsed as %j', (args, options) => {
    expect(tokenOptions(args)).toStrictEqual(options);
  });

  it('with --help ignores the other options', () => {
    expect(tokenOptions(['--help', '--sub', 'alice'])).toBeUndefined();
    expect(tokenOptions(['-h'])).toBeUndefined();
  });

  const known = '--sub, --audience, --expires-in, --alg, --kid, --typ, --claim, --help';
  it.each([
    [['--subject', 'a'], `Unknown option '--subject': the options are ${known}`],
    [['alice'], `Unexpected argument 'alice': the options are ${known}`],
    [['--sub'], `--sub needs a value: the options are ${known}`],
    [['--sub', '--kid'], `--sub needs a value: the options are ${known}`],
    [['--kid=1'], `Option '--kid' does not take an argument: the options are ${known}`],
    [
      ['--expires-in', 'soon'],
      '--expires-in is "soon": it must be a whole number of seconds, such as 300 or -60',
    ],
    [
      ['--expires-in', ''],
      '--expires-in is "": it must be a whole number of seconds, such as 300 or -60',
    ],
    [['--claim', 'plan'], '--claim is "plan": it must be <name>=<value>, such as plan=gold'],
    [['--claim', '=gold'], '--claim is "=gold": it must be <name>=<value>, such as plan=gold'],
  ])('%j is rejected: %s', (args, message) => {
    expect(() => tokenOptions(args)).toThrow(message);
  });
});
