import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { ServedApi } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBanner } from '../../local/start-banner.ts';
import { startOptions } from '../../local/start-options.ts';
import { endedChild } from '../ended-child.ts';
import { echo, startApi } from './zuplo/echo-api.ts';

describe('the options of npm start', () => {
  const byDefault = {
    api: 'http',
    app: undefined,
    audience: 'your-audience',
    context: {},
    port: 8080,
    zuploPort: 9000,
    watch: false,
  };
  it.each([
    [[], {}, {}],
    [['--api', 'rest'], {}, { api: 'rest' }],
    [['--audience', 'other'], {}, { audience: 'other' }],
    [['--watch'], {}, { watch: true }],
    [
      ['-c', 'jwksRefreshSeconds=10', '--context', 'tags=team=api'],
      {},
      { context: { jwksRefreshSeconds: '10', tags: 'team=api' } },
    ],
    [['-c', 'alarmEmail='], {}, { context: { alarmEmail: '' } }],
    [['--app', 'some/folder'], {}, { app: resolve('some/folder') }],
    [[], { PORT: '3000', ZUPLO_PORT: '0' }, { port: 3000, zuploPort: 0 }],
    [[], { PORT: '' }, {}],
    [[], { PORT: '0', ZUPLO_PORT: '0' }, { port: 0, zuploPort: 0 }],
  ])('%j with %j ask for %j', (words, environment, options) => {
    expect(startOptions(words, environment)).toStrictEqual({ ...byDefault, ...options });
  });

  it('take --app from the folder in which npm was called, for npm runs scripts in its own', () => {
    const environment = { npm_lifecycle_event: 'start', INIT_CWD: resolve('/elsewhere') };
    expect(startOptions(['--app', 'x'], environment)?.app).toBe(resolve('/elsewhere/x'));
    const inTest = { ...environment, npm_lifecycle_event: 'test' };
    expect(startOptions(['--app', 'x'], inTest)?.app).toBe(resolve('x'));
  });

  it.each([
    [['--api', 'soap'], {}, '--api is "soap": it must be http or rest'],
    [['--app', ''], {}, '--app is empty: it must be the folder of a cloud assembly'],
    [['--audience', ''], {}, '--audience is empty: it must be a name'],
    [
      ['--app', 'x', '--api', 'rest'],
      {},
      '--api has no effect with --app: the folder says which APIs it has',
    ],
    [
      ['--app', 'x', '--watch'],
      {},
      '--watch has no effect with --app: the folder is served as it is',
    ],
    [
      ['--app', 'x', '-c', 'alarms=true'],
      {},
      '-c has no effect with --app: the folder was synthesized already',
    ],
    [['-c', 'alarms'], {}, '-c "alarms": it must be name=value'],
    [['-c', '=true'], {}, '-c "=true": it must be name=value'],
    [['-c', 'api=rest'], {}, '-c api=rest: the flavour is asked for with --api'],
    [
      ['-c', 'audience=x', '--audience', 'y'],
      {},
      '-c audience=x: give --audience alone, which is for the stack and the tokens alike',
    ],
    [
      ['--port', '1'],
      {},
      "Unknown option '--port': the options are --api, --app, --audience, --context, --watch, --help",
    ],
    [
      [],
      { PORT: '28080', ZUPLO_PORT: '28080' },
      'PORT and ZUPLO_PORT are both 28080: set one of them to another port',
    ],
    [[], { PORT: '9000' }, 'PORT and ZUPLO_PORT are both 9000: set one of them to another port'],
    ...['http', '-1', '65536', '80.5', '1e3', ' 80'].map(
      (port) =>
        [
          [],
          { PORT: port },
          `PORT is "${port}": it must be a port from 1 to 65535, or 0 for any free port`,
        ] as [string[], NodeJS.ProcessEnv, string],
    ),
  ] as [string[], NodeJS.ProcessEnv, string][])('%j with %j are refused', (words, env, message) => {
    expect(() => startOptions(words, env)).toThrow(message);
  });
});

describe('what npm start prints when everything runs', () => {
  const api: ServedApi = {
    name: 'Api',
    apiType: 'http',
    url: 'http://localhost:8080',
    routes: [
      { method: 'GET', path: '/protected', authorizer: 'Authorizer', functionName: 'Protected' },
      { method: 'GET', path: '/', authorizer: undefined, functionName: 'Public' },
    ],
  };
  const zuplo = { url: 'http://localhost:9000' };
  const curls = (banner: string) => banner.split('\n').filter((line) => line.includes('curl '));

  it('is every route with its function, and the issuer', () => {
    const banner = startBanner([api], zuplo);
    expect(banner).toContain('Api (HTTP API) on http://localhost:8080');
    expect(banner).toContain('GET /protected  → Protected, behind Authorizer');
    expect(banner).toContain('GET /           → Public, public');
    expect(banner).toContain('http://localhost:9000/__zuplo/issuer');
  });

  it('is a curl line for each way in', () => {
    expect(curls(startBanner([api], zuplo))).toStrictEqual([
      '  curl http://localhost:8080/',
      "  curl http://localhost:9000/protected -H 'Authorization: Bearer YOUR_API_KEY'",
      '  curl http://localhost:8080/protected -H "Authorization: Bearer $(npm run --silent token -- --sub alice)"',
    ]);
  });

  it('tells the token command where the stand-in is, when it has moved', () => {
    const banner = startBanner([api], { url: 'http://localhost:9123' });
    expect(banner).toContain('$(ZUPLO_PORT=9123 npm run --silent token -- --sub alice)');
  });

  it('fills in the parameters and the method of a route, as curl takes them', () => {
    const routes = [
      { method: 'POST', path: '/a/{id}/{rest+}', authorizer: undefined, functionName: 'F' },
    ];
    const banner = startBanner([{ ...api, routes }], zuplo);
    expect(curls(banner)).toStrictEqual(['  curl -X POST http://localhost:8080/a/id/rest']);
  });
});

describe('npm start', () => {
  let busy: Awaited<ReturnType<typeof startApi>>;
  beforeAll(async () => {
    busy = await startApi(echo);
  });
  afterAll(() => busy.close());

  const start = (words: string[], environment: NodeJS.ProcessEnv) =>
    spawn(process.execPath, ['local/start.ts', ...words], {
      env: { ...process.env, PORT: '0', ZUPLO_PORT: '0', ...environment },
    });

  it('explains its options and variables', async () => {
    const { stdout, status } = await endedChild(start(['--help'], {}));
    expect(status).toBe(0);
    for (const word of [
      '--api',
      '--app',
      '--audience',
      '--context',
      '--watch',
      'PORT',
      'ZUPLO_PORT',
    ]) {
      expect(stdout).toContain(word);
    }
  });

  it.each(['PORT', 'ZUPLO_PORT'])(
    'says in one line that the port of %s is in use',
    async (name) => {
      const { port } = busy.url;
      const { stderr, status } = await endedChild(start([], { [name]: port }));
      expect(status).toBe(1);
      expect(stderr).toBe(
        `port ${port} is already in use: set ${name} to another port, or to 0 for any free port\n`,
      );
    },
  );

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'stops on %s while it synthesizes, with status 0, for stopping is no failure',
    async (signal) => {
      const child = start([], {});
      await once(child.stdout, 'data');
      child.kill(signal);
      expect(await endedChild(child)).toMatchObject({ stderr: '', status: 0 });
    },
  );
});
