import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Route } from '../../../lib/api/route.ts';
import { endedChild } from '../../ended-child.ts';
import { fixtureRoutes } from '../../fixture-routes.ts';
import { type ServedOptions, servedExamples } from './served-examples.ts';

// Runs each printed command in a shell, against the served stack.

const [publicRoute, protectedRoute] = fixtureRoutes;
const route = (changes: object) => ({ ...protectedRoute, ...changes }) as Route;
const scoped: readonly Route[] = [
  publicRoute as Route,
  route({ method: 'POST', path: '/orders', scopes: ['orders:read', 'orders:write'] }),
];
const writer = {
  apiKey: "WRITER'S_KEY",
  name: 'writer',
  token: { sub: 'writer', claims: { scope: 'orders:write orders:read' } },
};
const elsewhere = 'https://example.zuplo.app/__zuplo/issuer';
const requiredClaims = { account: 'my account', tier: [1, 2], code: '1' };

/** Settings with a policy for each issuer, the stand-in among them. */
const issuers = (policy: object) => (issuer: string) => ({
  issuer: '',
  audience: '',
  issuers: [
    { issuer: elsewhere, audience: 'other' },
    { issuer, audience: 'my-audience', ...policy },
  ],
});

const welcome = 'curl <api>/';
const apiKey = (key = 'YOUR_API_KEY') => `curl <zuplo>/protected -H 'Authorization: Bearer ${key}'`;
const token = (options: string) =>
  `curl <api>/protected -H "Authorization: Bearer $(ZUPLO_PORT=<port> npm run --silent token -- ${options})"`;
const rejected = (reason: string, key = 'GET /protected') =>
  `# ${key} with an API key is rejected: ${reason} (--consumers <file> sets what the tokens of API keys have)`;
const scopedToken = token("--sub alice --claim 'scope=orders:read orders:write'").replace(
  '<api>/protected',
  '-X POST <api>/orders',
);

type Case = readonly [title: string, options: ServedOptions, lines: readonly string[]];
const cases: readonly Case[] = [
  ['an HTTP API', {}, [welcome, apiKey(), token('--sub alice')]],
  [
    'a REST API (TOKEN authorizer)',
    { settings: () => ({ api: 'rest' }) },
    [welcome, apiKey(), token('--sub alice')],
  ],
  [
    'an HTTP API whose routes require scopes',
    { routes: scoped },
    [
      welcome,
      rejected('the route requires the scope orders:read and orders:write', 'POST /orders'),
      scopedToken,
    ],
  ],
  [
    'a REST API whose routes require scopes (REQUEST authorizer), and an API key with them',
    { routes: scoped, consumers: [writer], settings: () => ({ api: 'rest' }) },
    [
      welcome,
      "curl -X POST <zuplo>/orders -H 'Authorization: Bearer WRITER'\\''S_KEY'",
      scopedToken,
    ],
  ],
  [
    'another audience than that of the tokens',
    { settings: () => ({ audience: 'my audience' }) },
    [
      welcome,
      rejected('the authorizer requires the audience my audience'),
      token("--sub alice --audience 'my audience'"),
    ],
  ],
  [
    'several issuers, with another algorithm and required claims',
    { settings: issuers({ algorithms: ['RS256'], requiredClaims }) },
    [
      welcome,
      rejected('the authorizer requires the audience my-audience'),
      token(
        '--sub alice --audience my-audience --alg RS256 ' +
          `--claim 'account=my account' --claim tier=1 --claim 'code="1"'`,
      ),
    ],
  ],
  [
    'another issuer than the stand-in',
    { settings: () => ({ issuer: elsewhere }) },
    [welcome, `# GET /protected: its authorizer accepts tokens of ${elsewhere}, not of <issuer>`],
  ],
  [
    'another algorithm than EdDSA',
    { settings: () => ({ algorithms: 'ES256' }) },
    [
      welcome,
      rejected('the authorizer accepts ES256, not EdDSA'),
      token('--sub alice --alg ES256'),
    ],
  ],
  [
    'denied subjects',
    { settings: () => ({ deniedSubjects: 'your-consumer,alice' }) },
    [welcome, apiKey('BOB_API_KEY'), token('--sub bob')],
  ],
  [
    'a short lifetime',
    { settings: () => ({ maxTokenLifetimeSeconds: 60 }) },
    [
      welcome,
      rejected('the authorizer accepts lifetimes of at most 60 s'),
      token('--sub alice --expires-in 60'),
    ],
  ],
];

/** Runs a printed command; returns the status of the response. */
async function run(line: string): Promise<string> {
  const command = line.replace(/^curl /, "curl -s -o /dev/null -w '%{http_code}' ");
  const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const child = spawn('sh', ['-c', command], { env: { ...process.env, PATH } });
  return (await endedChild(child)).stdout;
}

describe('The examples that npm start prints', () => {
  it.each(cases)('for %s respond with 200', { timeout: 30_000 }, async (_, options, expected) => {
    const { zuplo, api, lines } = await servedExamples(options);
    const names = { [zuplo.issuer]: '<issuer>', [zuplo.url]: '<zuplo>', [api]: '<api>' };
    const shown = Object.entries(names).reduce(
      (text, [value, name]) => text.replaceAll(value, name),
      lines.join('\n').replaceAll(`PORT=${new URL(zuplo.url).port}`, 'PORT=<port>'),
    );
    expect(shown.split('\n')).toStrictEqual(expected);
    const commands = lines.filter((line) => !line.startsWith('#'));
    const statuses = await Promise.all(commands.map(run));
    expect(statuses).toStrictEqual(commands.map(() => '200'));
    for (const [, method = '', path] of shown.matchAll(/^# (\w+) (\/\w+)/gm)) {
      const headers = { authorization: 'Bearer YOUR_API_KEY' };
      expect((await fetch(zuplo.url + path, { method, headers })).status).toBe(403);
    }
  });
});
