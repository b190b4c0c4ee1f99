import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type KeyEndpoint, startKeyEndpoint } from '../../key-endpoint.ts';
import { signed, signingKey } from '../../signing.ts';

// What the handler's composition makes of its settings, over a real key endpoint.

const key = signingKey('EdDSA');
const endpoint: KeyEndpoint = await startKeyEndpoint();
const warned: unknown[] = [];
vi.spyOn(console, 'info').mockImplementation(() => {});
vi.spyOn(console, 'warn').mockImplementation((line) => warned.push(line));
vi.spyOn(console, 'error').mockImplementation(() => {});

beforeEach(() => {
  vi.resetModules();
  endpoint.publish(key.jwk);
  vi.stubGlobal('ROUTE_SCOPES', {});
  vi.stubEnv('ISSUER', endpoint.issuer);
  vi.stubEnv('AUDIENCE', 'us');
  warned.length = 0;
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

/** Moves the clock and leaves timers and sockets alone. */
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

function onRest(text: string, asked = 'GET/protected') {
  return { type: 'TOKEN', authorizationToken: `Bearer ${text}`, methodArn: `${stage}/${asked}` };
}

const allows = { policyDocument: { Statement: [{ Effect: 'Allow' }] } };
const denies = { policyDocument: { Statement: [{ Effect: 'Deny' }] } };

describe('the authorizer', () => {
  test('fetches keys while it initialises', async () => {
    const before = endpoint.fetches;
    await coldStart();
    expect(endpoint.fetches).toBe(before + 1);
  });

  test.each(['JWKS_REFRESH_SECONDS', undefined])(
    'asks for keys again when its setting says so: %s',
    async (setting) => {
      if (setting !== undefined) vi.stubEnv(setting, '60');
      const seconds = setting === undefined ? 300 : 60;
      const handler = await coldStart();
      const before = endpoint.fetches;
      // Each instance draws its own time between these.
      moveClock(0.8 * seconds - 1);
      await handler(onHttp(token()));
      expect(endpoint.fetches).toBe(before);
      moveClock(0.2 * seconds + 1);
      await handler(onHttp(token()));
      expect(endpoint.fetches).toBe(before + 1);
    },
  );

  test('trusts keys for as long as its setting says, and no longer', async () => {
    vi.stubEnv('JWKS_MAX_STALE_SECONDS', '3600');
    const handler = await coldStart();
    endpoint.answer((_, response) => response.writeHead(404).end());
    moveClock(3599);
    expect(await handler(onHttp(token()))).toMatchObject(allows);
    moveClock(1);
    await expect(handler(onHttp(token()))).rejects.toThrow('jwks_unavailable');
  });

  test('waits for keys it lacks as long as its setting says, for keys it has half of that', async () => {
    vi.stubEnv('JWKS_TIMEOUT_MILLISECONDS', '200');
    endpoint.answer(() => {});
    const handler = await coldStart();
    expect(warned).toEqual([expect.objectContaining({ cause: 'no answer within 200 ms' })]);
    endpoint.publish(key.jwk);
    expect(await handler(onHttp(token()))).toMatchObject(allows);
    endpoint.answer(() => {});
    moveClock(300);
    expect(await handler(onHttp(token()))).toMatchObject(allows);
    expect(warned.at(-1)).toMatchObject({ cause: 'no answer within 100 ms', ageSeconds: 300 });
  });

  test('asks each issuer for its own keys', async () => {
    vi.stubEnv('ISSUER', `http://127.0.0.1:1/down,${endpoint.issuer}`);
    const handler = await coldStart();
    expect(await handler(onHttp(token()))).toMatchObject(allows);
    await expect(handler(onHttp(token({ iss: 'http://127.0.0.1:1/down' })))).rejects.toThrow(
      'jwks_unavailable',
    );
  });

  test('hands on the claims that its setting names', async () => {
    vi.stubEnv('CLAIMS', 'tier');
    const handler = await coldStart();
    const answer = await handler(onHttp(token({ tier: 'gold' })));
    expect(answer.context).toMatchObject({ sub: 'alice', forwardedClaims: '{"tier":"gold"}' });
  });
});

describe('a route that asks for a scope', () => {
  beforeEach(() => vi.stubGlobal('ROUTE_SCOPES', { 'GET /orders/{id}': ['orders:read'] }));
  const text = () => token({ scope: 'orders:read' });

  test('is found by its key on an HTTP API', async () => {
    const handler = await coldStart();
    expect(await handler(onHttp(text(), 'GET /orders/{id}'))).toMatchObject(allows);
    expect(await handler(onHttp(token(), 'GET /orders/{id}'))).toMatchObject({
      ...denies,
      principalId: 'refused',
      context: { reason: 'insufficient_scope' },
    });
    expect(await handler(onHttp(text(), 'GET/orders/42'))).toMatchObject(denies);
  });

  test('is found by its path on a REST API, which can say 403 to a Deny and to nothing else', async () => {
    const handler = await coldStart();
    expect(await handler(onRest(text(), 'GET/orders/42'))).toMatchObject(allows);
    expect(await handler(onRest(token(), 'GET/orders/42'))).toMatchObject(denies);
    await expect(handler(onRest('a.b.c', 'GET/orders/42'))).rejects.toThrow('Unauthorized');
  });
});
