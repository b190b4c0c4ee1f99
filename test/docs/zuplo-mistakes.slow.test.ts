import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { App } from 'aws-cdk-lib';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import type { Route } from '../../lib/api/route.ts';
import { ApiStack } from '../../lib/api-stack.ts';
import { deploymentSettings } from '../../lib/settings/deployment-settings.ts';
import { audience } from '../access-tokens.ts';
import { fixtureHandlers, fixtureRoutes } from '../fixture-routes.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { signed, signingKey } from '../signing.ts';

// Tries the table of mistakes in docs/zuplo.md on a stack that the local gateway serves.

const [zuplo, stranger] = [signingKey('EdDSA'), signingKey('EdDSA')];
const endpoint = await startKeyEndpoint();
endpoint.publish(zuplo.jwk);
afterAll(() => endpoint.close());

const scoped: Route = {
  method: 'GET',
  path: '/orders',
  access: 'protected',
  scopes: ['orders:read'],
  handler: 'protected',
};

/** A row of the table, by the start of its text. */
interface Mistake {
  readonly row: string;
  readonly path?: string;
  readonly authorization?: () => string;
}

const mistakes: readonly Mistake[] = [
  {
    row: '`audience` differs',
    authorization: () => bearer({ aud: 'https://x.example/protected' }),
  },
  {
    row: "Zuplo's own example",
    authorization: () => bearer({ aud: 'https://x.example/protected', sub: 'api-gateway' }),
  },
  { row: "a preview's", authorization: () => bearer({ iss: 'https://preview.zuplo.app/x' }) },
  {
    row: '`issuer` has a typo',
    authorization: () => bearer({ iss: 'https://api.example.com/x' }),
  },
  { row: '`iss` in', authorization: () => bearer({ iss: 'my-api-gateway' }) },
  { row: 'no `sub`', authorization: () => bearer({ sub: undefined }) },
  { row: 'the JWT policy is missing, and the API key', authorization: () => 'Bearer zpka_a1_b2' },
  { row: 'the JWT policy is missing, and there is no header' },
  { row: '`tokenPrefix`', authorization: () => bearer({}).replace('Bearer ', '') },
  { row: 'the API key policy is missing', authorization: () => bearer({ sub: 'api-gateway' }) },
  { row: 'an algorithm', authorization: () => bearer({}, { alg: 'HS256' }) },
  { row: '`expiresIn`', authorization: () => bearer({ exp: 7200 }) },
  { row: '`exp` in', authorization: () => bearer({ exp: -60 }) },
  { row: 'the token lacks', path: '/orders', authorization: () => bearer({}) },
  { row: 'a key that is not', authorization: () => bearer({}, { signer: stranger }) },
  {
    row: '`BACKEND_URL` with a wrong path',
    path: '/other/protected',
    authorization: () => bearer({}),
  },
];

/** Returns an Authorization header with a valid token and the given changes; `exp` is in seconds from now. */
function bearer(
  { exp = 300, ...changes }: Readonly<Record<string, unknown>> & { exp?: number },
  { signer = zuplo, alg = 'EdDSA' } = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: endpoint.issuer, aud: audience, sub: 'alice', iat: now, exp: now + exp };
  return `Bearer ${signed(signer, { header: { alg }, payload: { ...claims, ...changes } })}`;
}

interface Row {
  readonly mistake: string;
  readonly http: string;
  readonly rest: string;
  readonly logged: string;
}

const page = readFileSync('docs/zuplo.md', 'utf8');
const [, section = ''] = /^## Mistakes$(.*?)^## /ms.exec(page) ?? [];
const rows: readonly Row[] = [...section.matchAll(/^\| .*$/gm)]
  .map(([line]) => line.split('|').map((cell) => cell.trim()))
  .map(([, mistake = '', http = '', rest = '', logged = '']) => ({ mistake, http, rest, logged }))
  .slice(2);

/** Returns the only row of a mistake. */
function rowOf({ row }: Mistake): Row {
  const found = rows.filter(({ mistake }) => mistake.startsWith(row));
  if (found[0] === undefined || found.length > 1) throw new Error(`${found.length} rows: ${row}`);
  return found[0];
}

describe.each(apiTypes)('the table of mistakes in docs/zuplo.md, with api=%s,', (api) => {
  const folder = `cdk.local-mistakes-${api}`;
  const lines: string[] = [];
  let served: ServedAssembly;

  beforeAll(async () => {
    const given: Record<string, unknown> = {
      issuer: endpoint.issuer,
      audience,
      api,
      maxTokenLifetimeSeconds: 3600,
    };
    const app = new App({ outdir: folder, context: { 'aws:cdk:enable-asset-metadata': true } });
    const settings = deploymentSettings((name) => given[name]);
    new ApiStack(app, 'Api', {
      settings,
      routes: [...fixtureRoutes, scoped],
      handlersFolder: fixtureHandlers,
    });
    app.synth();
    served = await serveAssembly({ folder, port: 0, log: (line) => lines.push(line) });
  });
  afterAll(async () => {
    await served?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(mistakes)('is right about the mistake: $row', async (mistake) => {
    const { path = '/protected', authorization } = mistake;
    lines.length = 0;
    const headers = authorization === undefined ? {} : { authorization: authorization() };
    const { status } = await fetch(`${served.apis[0]?.url}${path}`, { headers });
    const row = rowOf(mistake);
    expect(String(status)).toBe(row[api]);
    const [reason] = (/`(\w+)`/.exec(row.logged) ?? []).slice(1);
    if (reason === undefined) expect(lines.join('\n')).not.toContain('token_rejected');
    else await expect.poll(() => lines.join('\n')).toContain(reason);
  });
});

describe('the table of mistakes in docs/zuplo.md', () => {
  it('is tried completely, except for what happens in Zuplo or before, and for an outage', () => {
    const tried = mistakes.map((mistake) => rowOf(mistake).mistake);
    const untried = rows.map(({ mistake }) => mistake).filter((row) => !tried.includes(row));
    expect(untried).toStrictEqual([
      'a trailing slash or `/.well-known/…` in `-c issuer=…`',
      'the policies are in the wrong order',
      'the plugin is not registered',
      'the JWKS endpoint is blocked (status 403: a firewall) or redirects',
    ]);
  });
});
