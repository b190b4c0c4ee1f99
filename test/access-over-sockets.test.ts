import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiTypes } from '../contract/api-type.ts';
import type { Route } from '../lib/api/route.ts';
import { accessScenarios, expectedResponse, noRoute } from './access-scenarios.ts';
import { accessKeys, accessTokens, publishedKeys } from './access-tokens.ts';
import { fixtureRoutes } from './fixture-routes.ts';
import { startKeyEndpoint } from './key-endpoint.ts';
import { type ServedStack, serveStack } from './served-stack.ts';

// The fixture stack on the local gateway: deployed bundles, sockets and keys.

const keys = accessKeys();
const endpoint = await startKeyEndpoint();
endpoint.publish(...publishedKeys(keys));
afterAll(() => endpoint.close());

const routes: readonly Route[] = [
  ...fixtureRoutes,
  protectedRoute('/orders', ['orders:read']),
  protectedRoute('/orders/{id}', ['orders:read', 'orders:one']),
  protectedRoute('/files/{path+}', ['files:read']),
  { ...protectedRoute('/files/admin', ['files:admin']), handler: 'public' },
];

function protectedRoute(path: Route['path'], scopes: readonly string[]): Route {
  return { method: 'GET', path, access: 'protected', scopes, handler: 'protected' };
}

async function send(url: string, authorization?: string) {
  const response = await fetch(url, { headers: authorization ? { authorization } : {} });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: await response.text(),
    challenge: response.headers.get('www-authenticate'),
  };
}

describe.each(apiTypes)('A served stack of API type %s', (api) => {
  const tokens = accessTokens(endpoint.issuer, keys);
  const scopedTokens: Record<string, Promise<string>> = {};
  let stack: ServedStack;

  beforeAll(async () => {
    const context = { issuer: endpoint.issuer, authorizerResultTtlSeconds: 60 };
    stack = await serveStack(api, routes, context);
  });
  afterAll(() => stack?.close());

  test.each(accessScenarios)('gives the expected response to $name', async (scenario) => {
    const response = await send(stack.url + scenario.path, await scenario.authorization(tokens));
    expect(response).toEqual(expectedResponse(api, scenario.expected));
  });

  test('responds with 500 to a valid token while the JWKS is unavailable', async () => {
    endpoint.answer((_, response) => response.writeHead(404).end());
    const withoutKeys = await stack.serveAgain();
    const response = await send(`${withoutKeys.url}/protected`, `Bearer ${await tokens.sign()}`);
    await withoutKeys.close();
    endpoint.publish(...publishedKeys(keys));
    expect(response).toMatchObject({
      status: 500,
      body: api === 'http' ? '{"message":"Internal Server Error"}' : '{"message":null}',
    });
  });

  test('has no route at another path', async () => {
    expect(await send(`${stack.url}/nothing`)).toEqual(noRoute[api]);
  });

  // `files:admin` is for /files/admin alone, `files:read` for everything else below /files.
  test.each([
    ['/files/admin', 'files:admin'],
    ['/files/%61dmin', 'files:admin'],
    ['/files/admin;x', 'files:read'],
    ['/files/%2561dmin', 'files:read'],
    ['/files//admin', 'files:read'],
  ])(
    'requires at %s, however it is spelled, the scope of the matched route: %s',
    async (path, scope) => {
      for (const given of ['files:read', 'files:admin']) {
        const authorization = `Bearer ${await tokens.sign({ claims: { scope: given } })}`;
        const { status, body } = await send(stack.url + path, authorization);
        const greeting = scope === 'files:admin' ? 'Welcome to the public API' : 'Hello, alice!';
        if (given === scope) expect([status, body]).toEqual([200, greeting]);
        else expect(status).toBe(403);
      }
    },
  );

  // The same few tokens are sent to every route, so that a result cached for another route would show.
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
  ])('responds at %s to a token with the scopes %j with %i', async (path, scope, status) => {
    scopedTokens[scope] ??= tokens.sign(scope === '' ? {} : { claims: { scope } });
    const response = await send(stack.url + path, `Bearer ${await scopedTokens[scope]}`);
    expect(response.status).toBe(status);
    if (status === 403 && api === 'rest') {
      expect(response).toEqual({
        status,
        type: 'text/plain',
        body: 'Token does not permit this',
        challenge: 'Bearer realm="zuplo-jwt-api", error="insufficient_scope"',
      });
    }
  });
});
