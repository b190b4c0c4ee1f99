import { rm } from 'node:fs/promises';
import { App } from 'aws-cdk-lib';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiStack } from '../../lib/api-stack.ts';
import { deploymentSettings } from '../../lib/settings/deployment-settings.ts';
import { send } from '../../packages/local-gateway/test/served.ts';
import { fixtureHandlers, fixtureRoutes } from '../fixture-routes.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { deployments } from '../lib/deployments.ts';
import { signed, signingKey } from '../signing.ts';

const audience = 'your-audience';
const key = signingKey('EdDSA');
const endpoint = await startKeyEndpoint();
endpoint.publish(key.jwk);
afterAll(() => endpoint.close());

const now = Math.floor(Date.now() / 1000);
const claims = { iss: endpoint.issuer, aud: audience, sub: 'alice', iat: now, exp: now + 300 };
const tokens = {
  valid: signed(key, { payload: claims }),
  expired: signed(key, { payload: { ...claims, iat: now - 600, exp: now - 300 } }),
  forged: signed(signingKey('EdDSA'), { payload: claims }),
  malformed: 'nonsense',
  missing: undefined,
};

interface Expected {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}
type Row = readonly [request: string, token: keyof typeof tokens, expected: Expected];

// Set by handlers, and on a REST API also by the gateway. AWS fixes the responses of an HTTP API itself.
const security = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

const welcome = { status: 200, body: 'Welcome to the public API', headers: security };
const greeting = { status: 200, body: 'Hello, alice!', headers: security };
const unauthorized = { status: 401, body: '{"message":"Unauthorized"}' };
const forbidden = { status: 403, body: '{"message":"Forbidden"}' };
const notFound = { status: 404, body: '{"message":"Not Found"}' };
const badRequest = { status: 400, body: '{"message":"Bad Request"}' };
const rejected = {
  status: 401,
  body: 'Token is not valid or has expired',
  headers: {
    ...security,
    'content-type': 'text/plain',
    'www-authenticate': 'Bearer realm="zuplo-jwt-api", error="invalid_token"',
    'x-amzn-errortype': 'UnauthorizedException',
  },
};
const noMethod = {
  status: 403,
  body: '{"message":"Missing Authentication Token"}',
  headers: security,
};

// The other spellings of /protected must not bypass the authorizer.
const rows: Readonly<Record<'http' | 'rest', readonly Row[]>> = {
  http: [
    ['GET /', 'missing', welcome],
    ['GET /protected', 'valid', greeting],
    ['GET /protected', 'missing', unauthorized],
    ['GET /protected', 'expired', forbidden],
    ['GET /protected', 'forged', forbidden],
    ['GET /protected', 'malformed', forbidden],
    ['POST /protected', 'valid', notFound],
    ['GET /nothing', 'valid', notFound],
    ['GET /protected/', 'missing', notFound],
    ['GET //protected', 'missing', notFound],
    ['GET /Protected', 'missing', notFound],
    ['GET /%2e/protected', 'missing', badRequest],
    ['GET /protected%2f', 'missing', notFound],
    ['GET /x/../protected', 'missing', badRequest],
  ],
  rest: [
    ['GET /', 'missing', welcome],
    ['GET /protected', 'valid', greeting],
    ['GET /protected', 'missing', rejected],
    ['GET /protected', 'expired', rejected],
    ['GET /protected', 'forged', rejected],
    ['GET /protected/', 'missing', rejected],
    ['GET //protected', 'missing', rejected],
    ['GET /protected%2f', 'missing', noMethod],
    ['POST /protected', 'missing', noMethod],
    ['GET /nothing', 'missing', noMethod],
  ],
};

// The smallest and the largest stack of each API type: no setting changes what is allowed.
const served = deployments.filter(([name]) => /dev|everything/.test(name));

describe.each(served)('The app of %s on the local gateway', (name, context) => {
  const outdir = `cdk.local-behavior-${name}`;
  let assembly: ServedAssembly;

  beforeAll(async () => {
    const given: Record<string, unknown> = { issuer: endpoint.issuer, audience, ...context };
    const app = new App({ outdir, context: { 'aws:cdk:enable-asset-metadata': true } });
    new ApiStack(app, 'Behavior', {
      settings: deploymentSettings((name) => given[name]),
      routes: fixtureRoutes,
      handlersFolder: fixtureHandlers,
    });
    app.synth();
    assembly = await serveAssembly({ folder: outdir, port: 0, log: () => {} });
  });
  afterAll(async () => {
    await assembly?.close();
    await rm(outdir, { recursive: true, force: true });
  });

  test.each(
    rows[context['api'] as 'http' | 'rest'].map(
      (row) => [`${row[2].status} to ${row[0]}, token: ${row[1]}`, ...row] as const,
    ),
  )('responds with %s', async (_, request, token, { status, body, headers = {} }) => {
    const [method = '', path = ''] = request.split(' ');
    const authorization = tokens[token] && { Authorization: `Bearer ${tokens[token]}` };
    const response = await send(`${assembly.apis[0]?.url}`, path, {
      method,
      headers: { ...authorization },
    });
    expect(response).toMatchObject({ status, body, headers });
    expect(response.headers['www-authenticate']).toBe(headers['www-authenticate']);
  });
});
