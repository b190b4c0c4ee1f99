import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type KeyEndpoint, startKeyEndpoint } from '../../key-endpoint.ts';
import { signed, signingKey } from '../../signing.ts';

// The effect of each setting, with a real JWKS endpoint.

const key = signingKey('EdDSA');
const endpoint: KeyEndpoint = await startKeyEndpoint();
const warnings: unknown[] = [];
vi.spyOn(console, 'info').mockImplementation(() => {});
vi.spyOn(console, 'warn').mockImplementation((line) => warnings.push(line));
vi.spyOn(console, 'error').mockImplementation(() => {});

beforeEach(() => {
  vi.resetModules();
  endpoint.publish(key.jwk);
  vi.stubEnv('ISSUER', endpoint.issuer);
  vi.stubEnv('AUDIENCE', 'us');
  warnings.length = 0;
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});
afterAll(() => endpoint.close());

async function coldStart() {
  const { handler } = await import('../../../lambdas/authorizer/handler.ts');
  return handler;
}

/** Moves the clock, but not timers and sockets. */
function moveClock(seconds: number): void {
  const to = Date.now() + seconds * 1000;
  vi.useFakeTimers({ toFake: ['Date'], now: to });
}

function token(changes: object = {}): string {
  const now = Math.floor(Date.now() / 1000);
  return signed(key, {
    payload: { iss: endpoint.issuer, aud: 'us', sub: 'alice', exp: now + 1e6, ...changes },
  });
}

const stage = 'arn:aws:execute-api:eu-west-1:123456789012:api/stage';

function onHttp(text: string, routeKey = 'GET /protected') {
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: `${stage}/GET/protected`,
    routeKey,
    identitySource: [`Bearer ${text}`],
  };
}

function onRest(text: string, methodAndPath = 'GET/protected') {
  return {
    type: 'TOKEN',
    authorizationToken: `Bearer ${text}`,
    methodArn: `${stage}/${methodAndPath}`,
  };
}

function onRestRequest(text: string) {
  return {
    type: 'REQUEST',
    methodArn: `${stage}/GET/orders/%34%32`,
    resource: '/orders/{id}',
    httpMethod: 'GET',
    headers: { Authorization: `Bearer ${text}` },
  };
}

const allows = { policyDocument: { Statement: [{ Effect: 'Allow' }] } };
const denies = { policyDocument: { Statement: [{ Effect: 'Deny' }] } };

describe('the handler', () => {
  test('fetches the JWKS during initialization', async () => {
    const before = endpoint.fetches;
    await coldStart();
    expect(endpoint.fetches).toBe(before + 1);
  });

  test.each(['JWKS_REFRESH_SECONDS', undefined])('refreshes the JWKS after %s', async (setting) => {
    if (setting !== undefined) vi.stubEnv(setting, '60');
    const seconds = setting === undefined ? 300 : 60;
    const handler = await coldStart();
    const before = endpoint.fetches;
    // With jitter, each instance refreshes between 80 and 100 % of the interval.
    moveClock(0.8 * seconds - 1);
    await handler(onHttp(token()));
    expect(endpoint.fetches).toBe(before);
    moveClock(0.2 * seconds + 1);
    await handler(onHttp(token()));
    expect(endpoint.fetches).toBe(before + 1);
  });

  test('trusts a stale JWKS for JWKS_MAX_STALE_SECONDS', async () => {
    vi.stubEnv('JWKS_MAX_STALE_SECONDS', '3600');
    const handler = await coldStart();
    endpoint.answer((_, response) => response.writeHead(404).end());
    moveClock(3599);
    expect(await handler(onHttp(token()))).toMatchObject(allows);
    moveClock(1);
    await expect(handler(onHttp(token()))).rejects.toThrow('jwks_unavailable');
  });

  test('limits a fetch to JWKS_TIMEOUT_MILLISECONDS, and a refresh to half of it', async () => {
    vi.stubEnv('JWKS_TIMEOUT_MILLISECONDS', '200');
    endpoint.answer(() => {});
    const handler = await coldStart();
    expect(warnings).toEqual([expect.objectContaining({ cause: 'no response within 200 ms' })]);
    endpoint.publish(key.jwk);
    moveClock(1);
    expect(await handler(onHttp(token()))).toMatchObject(allows);
    endpoint.answer(() => {});
    moveClock(300);
    expect(await handler(onHttp(token()))).toMatchObject(allows);
    expect(warnings.at(-1)).toMatchObject({ cause: 'no response within 100 ms', ageSeconds: 300 });
  });

  test('fetches the JWKS of each issuer', async () => {
    vi.stubEnv('ISSUER', `http://127.0.0.1:1/down,${endpoint.issuer}`);
    const handler = await coldStart();
    expect(await handler(onHttp(token()))).toMatchObject(allows);
    await expect(handler(onHttp(token({ iss: 'http://127.0.0.1:1/down' })))).rejects.toThrow(
      'jwks_unavailable',
    );
  });

  test('forwards the claims in FORWARD_CLAIMS', async () => {
    vi.stubEnv('FORWARD_CLAIMS', 'tier');
    const handler = await coldStart();
    const result = await handler(onHttp(token({ tier: 'gold' })));
    expect(result.context).toMatchObject({
      sub: 'alice',
      forwardedClaims: Buffer.from('{"tier":"gold"}').toString('base64url'),
    });
  });
});

describe('a route that requires a scope', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scopes-'));
  const file = join(folder, 'route-scopes.json');
  writeFileSync(file, JSON.stringify({ 'GET /orders/{id}': ['orders:read'], 'GET /open': [] }));
  beforeEach(() => vi.stubEnv('ROUTE_SCOPES_FILE', file));
  afterAll(() => rmSync(folder, { recursive: true }));
  const text = () => token({ scope: 'orders:read' });

  test('is found by its route key on an HTTP API', async () => {
    const handler = await coldStart();
    expect(await handler(onHttp(text(), 'GET /orders/{id}'))).toMatchObject(allows);
    expect(await handler(onHttp(token(), 'GET /orders/{id}'))).toMatchObject({
      ...denies,
      principalId: 'rejected',
      context: { reason: 'insufficient_scope' },
    });
    expect(await handler(onHttp(text(), 'GET/orders/42'))).toMatchObject(denies);
  });

  test('is found by the matched resource on a REST API, where only a missing scope is a Deny', async () => {
    const handler = await coldStart();
    expect(await handler(onRestRequest(text()))).toMatchObject(allows);
    expect(await handler(onRestRequest(token()))).toMatchObject(denies);
    await expect(handler(onRestRequest('a.b.c'))).rejects.toThrow('Unauthorized');
  });

  test('denies a TOKEN event, which does not contain the matched route', async () => {
    const handler = await coldStart();
    expect(await handler(onRest(text(), 'GET/open'))).toMatchObject(denies);
  });
});
