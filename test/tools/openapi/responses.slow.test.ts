import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiTypes } from '../../../contract/api-type.ts';
import type { Route } from '../../../lib/api/route.ts';
import { responses } from '../../../tools/openapi/responses.ts';
import { accessKeys, accessTokens, publishedKeys } from '../../access-tokens.ts';
import { fixtureRoutes } from '../../fixture-routes.ts';
import { startKeyEndpoint } from '../../key-endpoint.ts';
import { type ServedStack, serveStack } from '../../served-stack.ts';

// The document describes the responses of the served stack.

const keys = accessKeys();
const endpoint = await startKeyEndpoint();
endpoint.publish(...publishedKeys(keys));
afterAll(() => endpoint.close());

const token = `Bearer ${await accessTokens(endpoint.issuer, keys).sign()}`;
const routes: readonly Route[] = [
  ...fixtureRoutes,
  { method: 'GET', path: '/orders', access: 'protected', scopes: ['a'], handler: 'protected' },
];

describe.each(apiTypes)('The document of an API of type %s', (api) => {
  let stack: ServedStack;
  beforeAll(async () => {
    stack = await serveStack(api, routes, { issuer: endpoint.issuer });
  });
  afterAll(() => stack?.close());

  /** Returns a response of a route as the document describes it. */
  function documented(path: string, status: number) {
    const route = routes.find((candidate) => candidate.path === path);
    const { headers, content } = (route && responses(route, api)[status]) ?? {};
    const [type, media] = Object.entries(content ?? {})[0] ?? [];
    const challenge = headers?.['WWW-Authenticate']?.example ?? null;
    return { status, type, body: media?.example, challenge };
  }

  async function send(url: string, authorization?: string) {
    const response = await fetch(url, { headers: authorization ? { authorization } : {} });
    const type = response.headers.get('content-type') ?? '';
    return {
      status: response.status,
      type,
      body: type === 'application/json' ? await response.json() : await response.text(),
      challenge: response.headers.get('www-authenticate'),
    };
  }

  const badToken = api === 'http' ? 403 : 401;
  test.each([
    ['no token', '/protected', undefined, 401],
    ['an invalid token', '/protected', `${token}AAAA`, badToken],
    ['an API key', '/protected', 'Bearer YOUR_API_KEY', badToken],
    ['a token without the scope', '/orders', token, 403],
  ])('describes the response to %s', async (_, path, authorization, status) => {
    expect(await send(stack.url + path, authorization)).toStrictEqual(documented(path, status));
  });

  test('describes the response while the JWKS is unavailable', async () => {
    endpoint.answer((_, response) => response.writeHead(404).end());
    const { url, close } = await stack.serveAgain();
    const response = await send(`${url}/protected`, token);
    await close();
    endpoint.publish(...publishedKeys(keys));
    expect(response).toStrictEqual(documented('/protected', 500));
  });
});
