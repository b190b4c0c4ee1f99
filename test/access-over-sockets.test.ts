import { rm } from 'node:fs/promises';
import { App } from 'aws-cdk-lib';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiStack } from '../lib/api-stack.ts';
import { routes as ownRoutes, type Route } from '../lib/routes.ts';
import { deploymentSettings } from '../lib/settings/deployment-settings.ts';
import { synthesize } from '../local/synthesize.ts';
import { accessScenarios } from '../tools/smoke/access-scenarios.ts';
import { expectedAnswer, noRoute } from '../tools/smoke/expected-answers.ts';
import {
  accessKeys,
  accessTokens,
  audience,
  authorizationOf,
  publishedKeys,
} from './access-tokens.ts';
import { type KeyEndpoint, startKeyEndpoint } from './key-endpoint.ts';
import { signed } from './signing.ts';

// The stack as the CDK's CLI synthesizes it, served by the local gateway: real bundles, sockets and keys.

const keys = accessKeys();
const endpoint: KeyEndpoint = await startKeyEndpoint();
endpoint.publish(...publishedKeys(keys));
afterAll(() => endpoint.close());

async function answer(url: string, authorization?: string) {
  const response = await fetch(url, { headers: authorization ? { authorization } : {} });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.text(),
    challenge: response.headers.get('www-authenticate'),
  };
}

/** Both at once, for each takes seconds. */
const assemblies = { http: assembly('http'), rest: assembly('rest') };

function assembly(api: 'http' | 'rest'): Promise<string> {
  const context = { issuer: endpoint.issuer, audience, api };
  return synthesize({
    context,
    output: `cdk.local-access-${api}`,
    signal: AbortSignal.timeout(50_000),
  });
}

describe.each(['http', 'rest'] as const)('the %s stack, served', (api) => {
  let folder: string;
  let served: ServedAssembly;
  let url: string;

  beforeAll(async () => {
    folder = await assemblies[api];
    served = await serveAssembly({ folder, port: 0, log: () => {} });
    url = String(served.apis[0]?.url);
  });
  afterAll(async () => {
    await served?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const tokens = accessTokens(endpoint.issuer, keys);
  test.each(accessScenarios(tokens.caller))('answers: $name', async (scenario) => {
    const said = await answer(`${url}${scenario.path}`, await authorizationOf(scenario, tokens));
    expect(said).toEqual(expectedAnswer(api, scenario.expected, 'zuplo-jwt-api'));
  });

  test('fails, and does not refuse, while no keys can be had', async () => {
    endpoint.answer((_, response) => response.writeHead(404).end());
    const withoutKeys = await serveAssembly({ folder, port: 0, log: () => {} });
    const token = signed(keys.zuplo, { payload: { iss: endpoint.issuer } });
    const said = await answer(`${withoutKeys.apis[0]?.url}/protected`, `Bearer ${token}`);
    expect(said).toMatchObject({
      status: 500,
      body: api === 'http' ? '{"message":"Internal Server Error"}' : '{"message":null}',
    });
    await withoutKeys.close();
    endpoint.publish(...publishedKeys(keys));
  });

  test('has nothing at another path', async () => {
    expect(await answer(`${url}/nothing`)).toEqual(noRoute[api]);
  });
});

describe.each(['http', 'rest'] as const)(
  'a %s stack with scoped routes and handed-on claims, served',
  (api) => {
    const output = `cdk.local-scoped-${api}`;
    const now = Math.floor(Date.now() / 1000);
    const scopedRoutes: readonly Route[] = [
      ...ownRoutes,
      {
        method: 'GET',
        path: '/orders',
        access: 'protected',
        scopes: ['orders:read'],
        handler: 'protected',
      },
      {
        method: 'GET',
        path: '/orders/{id}',
        access: 'protected',
        scopes: ['orders:read', 'orders:one'],
        handler: 'protected',
      },
    ];
    let served: ServedAssembly;

    beforeAll(async () => {
      const given: Record<string, unknown> = { issuer: endpoint.issuer, audience, api };
      if (api === 'http') given['authorizerResultTtlSeconds'] = 60;
      const app = new App({ outdir: output, context: { 'aws:cdk:enable-asset-metadata': true } });
      new ApiStack(app, 'Scoped', {
        settings: deploymentSettings((name) => given[name]),
        routes: scopedRoutes,
      });
      app.synth();
      served = await serveAssembly({ folder: output, port: 0, log: () => {} });
    });
    afterAll(async () => {
      await served?.close();
      await rm(output, { recursive: true, force: true });
    });

    // The same few tokens go to every route, so that an answer reused for the wrong route would show.
    test.each([
      ['/orders', 'orders:read', 200],
      ['/orders/42', 'orders:read', 403],
      ['/protected', 'orders:read', 200],
      ['/orders/42', 'orders:one orders:read', 200],
      ['/orders', 'orders:one orders:read', 200],
      ['/orders', '', 403],
      ['/orders/42', '', 403],
      ['/protected', '', 200],
      ['/orders', '', 403],
    ])('answers %s to a token that permits %j with %i', async (path, scope, status) => {
      const claims = {
        iss: endpoint.issuer,
        aud: audience,
        sub: 'alice',
        iat: now,
        exp: now + 300,
      };
      const token = signed(keys.zuplo, { payload: { ...claims, ...(scope && { scope }) } });
      const said = await answer(`${served.apis[0]?.url}${path}`, `Bearer ${token}`);
      expect(said.status).toBe(status);
      if (status === 403 && api === 'rest') {
        expect(said).toEqual({
          status,
          type: 'text/plain',
          body: 'Token does not permit this',
          challenge: 'Bearer realm="zuplo-jwt-api", error="insufficient_scope"',
        });
      }
    });
  },
);
