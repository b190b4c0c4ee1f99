import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBanner } from '../../local/start-banner.ts';
import { startOptions } from '../../local/start-options.ts';
import {
  removeAssembly,
  writeAssembly,
} from '../../packages/local-gateway/test/assembly-folder.ts';
import { echo as echoFunction } from '../../packages/local-gateway/test/handlers.ts';
import { httpApi, lambdaFunction } from '../../packages/local-gateway/test/templates.ts';
import { endedChild } from '../ended-child.ts';
import { echo, startApi } from './zuplo/echo-api.ts';

const standIn = {
  issuer: 'http://localhost:9000/__zuplo/issuer',
  audience: 'your-audience',
};

describe('The command line of npm start', () => {
  const defaults = {
    api: 'http',
    app: undefined,
    audience: 'your-audience',
    consumers: undefined,
    context: {},
    port: 8080,
    zuploPort: 9000,
    variables: [],
    watch: false,
  };
  const parse = (line: string, environment: NodeJS.ProcessEnv = {}) =>
    startOptions(line.split(' ').filter(Boolean), environment);

  it.each([
    ['', {}, {}],
    ['--api rest', {}, { api: 'rest' }],
    ['--audience other', {}, { audience: 'other' }],
    ['--watch', {}, { watch: true }],
    ['-c a=10 --context tags=b=c', {}, { context: { a: '10', tags: 'b=c' } }],
    ['-c alarmEmail=', {}, { context: { alarmEmail: '' } }],
    ['--app some/folder', {}, { app: resolve('some/folder') }],
    [
      '--env Orders.TABLE=a=b',
      {},
      { variables: [{ function: 'Orders', name: 'TABLE', value: 'a=b' }] },
    ],
    ['--consumers some/file.json', {}, { consumers: resolve('some/file.json') }],
    ['', { PORT: '3000', ZUPLO_PORT: '0' }, { port: 3000, zuploPort: 0 }],
    ['', { PORT: '' }, {}],
    ['', { PORT: '0', ZUPLO_PORT: '0' }, { port: 0, zuploPort: 0 }],
  ])('"%s" with the environment %j is parsed as %j', (line, environment, options) => {
    expect(parse(line, environment)).toStrictEqual({ ...defaults, ...options });
  });

  it('resolves --app from the folder in which npm was run', () => {
    const environment = { npm_lifecycle_event: 'start', INIT_CWD: resolve('/elsewhere') };
    expect(parse('--app x', environment)?.app).toBe(resolve('/elsewhere/x'));
    const inTest = { ...environment, npm_lifecycle_event: 'test' };
    expect(parse('--app x', inTest)?.app).toBe(resolve('x'));
  });

  it.each(['--api rest', '--watch', '-c alarms=true'])('rejects --app with %s', (option) => {
    const message = `${option.split(' ')[0]} has no effect with --app, which serves the folder as it is`;
    expect(() => parse(`--app x ${option}`)).toThrow(message);
  });

  it.each([
    ['--api soap', '--api is "soap": it must be http or rest'],
    ['--app=', '--app is empty: it must be the folder of a cloud assembly'],
    ['--audience=', '--audience is empty: it must be a name'],
    ['--consumers=', '--consumers is empty: it must be a JSON file'],
    ['--env TABLE=a', '--env is "TABLE=a": it must be <function>.<variable>=<value>'],
    ['-c alarms', '-c "alarms": it must be name=value'],
    ['-c =true', '-c "=true": it must be name=value'],
    ['-c api=rest', '-c api=rest: use --api'],
    ['-c audience=x --audience y', 'use --audience alone, which sets both'],
    [
      '--port 1',
      "Unknown option '--port': the options are --api, --app, --audience, --consumers, --context",
    ],
  ])('"%s" is rejected: %s', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });

  it.each(['28080', '9000'])('rejects the same port %s for both servers', (port) => {
    expect(() => parse('', { PORT: port, ZUPLO_PORT: port })).toThrow(
      `PORT and ZUPLO_PORT are both ${port}: set one of them to another port`,
    );
  });

  it.each(['http', '-1', '65536', '80.5', '1e3', ' 80'])('rejects the PORT "%s"', (port) => {
    expect(() => parse('', { PORT: port })).toThrow(
      `PORT is "${port}": it must be a port from 1 to 65535, or 0 for any free port`,
    );
  });
});

describe('The output of npm start', () => {
  it('lists the routes with their functions and authorizers, and commands to try', () => {
    const routes = [
      { method: 'GET', path: '/orders', authorizer: 'jwt', functionName: 'ProtectedHandler' },
      { method: 'GET', path: '/', authorizer: undefined, functionName: 'PublicHandler' },
    ];
    const api = {
      name: 'Api-dev',
      apiType: 'http',
      url: 'http://localhost:8080',
      routes,
      closed: [],
    } as const;
    const printed = startBanner(
      { apis: [api], authorizers: [[]] },
      { ...standIn, url: 'http://localhost:9000', consumers: [] },
    );
    expect(printed).toBe(
      `Api-dev (HTTP API): http://localhost:8080
  GET /orders  → ProtectedHandler (authorizer: jwt)
  GET /        → PublicHandler (public)

Zuplo stand-in: http://localhost:9000
  Console: http://localhost:9000/ (open in a browser)
  Issuer:  http://localhost:9000/__zuplo/issuer
  Any other path: forwarded to the API; the API key is replaced by a signed token

Try:
  curl http://localhost:8080/
  # GET /orders: its authorizer has no ISSUER, so the tokens that it accepts are not known
Press Ctrl-C to stop.`,
    );
  });
});

describe('npm start', () => {
  let busy: Awaited<ReturnType<typeof startApi>>;
  beforeAll(async () => {
    busy = await startApi(echo);
  });
  afterAll(() => busy.close());

  /** Reads a stream until its text matches. */
  const text = async (stream: Readable, pattern: RegExp): Promise<string> => {
    let read = '';
    while (!pattern.test(read)) read += String((await once(stream, 'data'))[0]);
    return read;
  };

  const start = (args: string[], environment: NodeJS.ProcessEnv) =>
    spawn(process.execPath, ['local/start.ts', ...args], {
      env: { ...process.env, PORT: '0', ZUPLO_PORT: '0', ...environment },
    });

  it('prints its options for --help', async () => {
    const { stdout, status } = await endedChild(start(['--help'], {}));
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /--api .*--app .*--watch .*--audience .*--consumers .*--context .*--env .*PORT .*ZUPLO_PORT/s,
    );
  });

  it('serves the assembly of --app until SIGTERM, and exits with 0', async () => {
    const folder = writeAssembly({
      code: { echo: echoFunction },
      template: {
        Resources: {
          Echo: lambdaFunction('echo'),
          ...httpApi({ routes: { 'GET /pets': { function: 'Echo' } } }),
        },
      },
    });
    const child = start(['--app', folder], {});
    const printed = await text(child.stdout, /Ctrl-C/);
    const [, url] = /\(HTTP API\): (\S+)\n {2}GET \/pets +→ /.exec(printed) ?? [];
    expect((await fetch(`${url}/pets`)).status).toBe(200);
    child.kill();
    expect(await endedChild(child)).toMatchObject({ stderr: '', status: 0 });
    removeAssembly(folder);
  });

  it.each(['PORT', 'ZUPLO_PORT'])(
    'prints one line if the port of %s is in use, and exits with 1',
    async (name) => {
      const { port } = busy.url;
      const { stderr, status } = await endedChild(start([], { [name]: port }));
      expect(status).toBe(1);
      expect(stderr).toBe(
        `port ${port} is already in use: set ${name} to another port, or to 0 for any free port\n`,
      );
    },
  );
});
