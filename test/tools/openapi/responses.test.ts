import { rm } from 'node:fs/promises';
import { App } from 'aws-cdk-lib';
import { gatewayErrors } from 'local-gateway/rest-api/gateway-errors';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ApiStack } from '../../../lib/api-stack.ts';
import { routes as ownRoutes, type Route } from '../../../lib/routes.ts';
import { deploymentSettings } from '../../../lib/settings/deployment-settings.ts';
import { type Flavour, responses } from '../../../tools/openapi/responses.ts';
import { audience } from '../../access-tokens.ts';
import { startKeyEndpoint } from '../../key-endpoint.ts';
import { signed, signingKey } from '../../signing.ts';

// What the document promises is what the stack answers, served by the local gateway over sockets.

const key = signingKey('EdDSA');
const endpoint = await startKeyEndpoint();
endpoint.publish(key.jwk);
afterAll(() => endpoint.close());

const scoped: Route = {
  method: 'GET',
  path: '/orders',
  access: 'protected',
  scopes: ['orders:read'],
  handler: 'protected',
};
const routes = [...ownRoutes, scoped];

function token(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: endpoint.issuer, aud: audience, sub: 'alice', iat: now, exp: now + 300 };
  return `Bearer ${signed(key, { payload: claims })}`;
}

/** What a document says of one answer of a route, in the form of {@link answer}. */
function promised(path: string, flavour: Flavour, status: number) {
  const route = routes.find((candidate) => candidate.path === path);
  const response = route && responses(route, flavour)[status];
  if (response === undefined) return undefined;
  const [[type, { example }] = ['', { example: undefined }]] = Object.entries(response.content);
  const challenge = response.headers?.['WWW-Authenticate']?.example ?? null;
  return { status, type, body: example, challenge };
}

async function answer(url: string, authorization?: string) {
  const response = await fetch(url, { headers: authorization ? { authorization } : {} });
  const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
  return {
    status: response.status,
    type,
    body: type === 'application/json' ? await response.json() : await response.text(),
    challenge: response.headers.get('www-authenticate'),
  };
}

describe.each(['http', 'rest'] as const)('the document of the %s API', (api) => {
  const folder = `cdk.local-openapi-${api}`;
  let served: ServedAssembly;

  beforeAll(async () => {
    const given: Record<string, unknown> = { issuer: endpoint.issuer, audience, api };
    const app = new App({ outdir: folder, context: { 'aws:cdk:enable-asset-metadata': true } });
    new ApiStack(app, 'Api', { settings: deploymentSettings((name) => given[name]), routes });
    app.synth();
    served = await serveAssembly({ folder, port: 0, log: () => {} });
  });
  afterAll(async () => {
    await served?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const refused = api === 'http' ? 403 : 401;
  test.each([
    ['anyone, on the public route', '/', () => undefined, 200],
    ['a good token', '/protected', token, 200],
    ['no token', '/protected', () => undefined, 401],
    ['a token that is refused', '/protected', () => `${token()}AAAA`, refused],
    ['an API key', '/protected', () => 'Bearer YOUR_API_KEY', refused],
    ['a token without the scope', '/orders', token, 403],
  ])('promises what is answered to %s', async (_, path, authorization, status) => {
    const said = await answer(`${served.apis[0]?.url}${path}`, authorization());
    expect(said.status).toBe(status);
    expect(said).toStrictEqual(promised(path, api, status));
  });

  it('promises what is answered while no keys can be had', async () => {
    endpoint.answer((_, response) => response.writeHead(404).end());
    const withoutKeys = await serveAssembly({ folder, port: 0, log: () => {} });
    const said = await answer(`${withoutKeys.apis[0]?.url}/protected`, token());
    await withoutKeys.close();
    endpoint.publish(key.jwk);
    expect(said).toStrictEqual(promised('/protected', api, 500));
  });

  it('says that API Gateway may throttle, and not in which words, for AWS does not say it', () => {
    for (const path of ['/', '/protected']) {
      expect(promised(path, api, 429)).toMatchObject({ type: 'application/json', body: undefined });
    }
  });
});

describe('the document of a REST API', () => {
  it.each([
    ['/', 500, gatewayErrors.notInvoked],
    ['/', 502, gatewayErrors.integrationFailed],
    ['/protected', 500, gatewayErrors.authorizerFailed],
    ['/protected', 502, gatewayErrors.integrationFailed],
  ])('promises on %s the %i that the gateway has for a failure', (path, status, failure) => {
    expect(failure.status).toBe(status);
    expect(promised(path, 'rest', status)?.body).toStrictEqual(JSON.parse(failure.body));
  });

  it('promises a 403 only where a route asks for scopes', () => {
    expect(promised('/protected', 'rest', 403)).toBeUndefined();
  });
});

describe('a route that anyone may call', () => {
  it.each(['http', 'rest'] as const)('has no refusals on the %s API', (api) => {
    for (const status of [401, 403]) expect(promised('/', api, status)).toBeUndefined();
  });
});

describe('a handler that this project does not have', () => {
  it('answers text of which the document has no example', () => {
    const answers = responses({ ...scoped, handler: 'orders' }, 'http')[200];
    expect(answers?.content['text/plain']).toStrictEqual({ schema: { type: 'string' } });
  });
});
