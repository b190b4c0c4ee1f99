import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { send } from '../../../packages/local-gateway/test/served.ts';
import { type ServedStack, serveFixtureStack } from './served-stack.ts';

let stack: ServedStack;
let at: (path: string) => string;

beforeAll(async () => {
  stack = await serveFixtureStack();
  at = (path) => stack.zuplo.url + path;
});
afterAll(() => stack.close());
beforeEach(() => fetch(at('/__local/requests'), { method: 'DELETE' }));

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(at(path), { method: 'POST', headers, body: JSON.stringify(body) });
const call = async (options: object): Promise<{ status: number; number: number }> =>
  JSON.parse(await (await post('/__local/call', options)).text());
const trace = async (number: number) =>
  JSON.parse(await (await fetch(at(`/__local/requests/${number}`))).text());
const bearer = async (options: object) =>
  `Bearer ${(await (await post('/__local/token', options)).text()).trim()}`;

describe('The console page', () => {
  it('is served to a browser at /, with a content security policy without other origins', async () => {
    const page = await send(stack.zuplo.url, '/', { headers: { accept: 'text/html' } });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.body).toContain('<title>Local console</title>');
  });

  it('is not served at / to other clients, which reach the API', async () => {
    expect(await (await fetch(at('/'))).text()).toBe('Welcome to the public API');
  });

  it('has no inline scripts or styles', async () => {
    const page = await (await fetch(at('/__local/console/index.html'))).text();
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?! type="module" src=)/);
    expect(page).not.toMatch(/https?:/);
  });

  it.each(['console.css', 'console.js', 'trace.js'])('has the file %s', async (name) => {
    const file = await fetch(at(`/__local/console/${name}`));
    expect([file.status, file.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
  });

  it.each(['none.js', '../console.ts', '..%2fconsole.ts', 'console.ts', ''])(
    'has no file %j',
    async (name) => {
      expect((await fetch(at(`/__local/console/${name}`))).status).toBe(404);
    },
  );
});

describe('A request from the console to the API', () => {
  it('has a trace from the token to the response', async () => {
    const { status, number } = await call({
      via: 0,
      method: 'GET',
      path: '/protected?a=1',
      headers: [['Authorization', await bearer({ sub: 'alice' })]],
    });
    expect(status).toBe(200);
    expect(await trace(number)).toMatchObject({
      number,
      method: 'GET',
      path: '/protected',
      status: 200,
      throughZuplo: false,
      result: 'allowed',
      route: 'GET /protected',
      request: { path: '/protected', query: 'a=1', body: '' },
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      authorizer: {
        kind: 'allowed',
        arn: expect.stringMatching(/^arn:aws:execute-api:.*\/GET\/protected$/),
        invocation: {
          event: expect.stringContaining('"routeKey":"GET /protected"'),
          result: { kind: 'returned', payload: expect.stringContaining('"Effect":"Allow"') },
          milliseconds: expect.any(Number),
        },
      },
      function: { result: { kind: 'returned' } },
      served: { functionName: 'ProtectedHandler', authorizer: expect.any(String) },
      response: { status: 200, reason: 'OK', body: 'Hello, alice!' },
    });
  });

  it('has a trace with the reason for the rejection of its token', async () => {
    const headers = [['Authorization', await bearer({ signingKey: 'unknown' })]];
    const { number } = await call({ via: 0, method: 'GET', path: '/protected', headers });
    const traced = await trace(number);
    expect(traced).toMatchObject({ status: 403, result: 'denied: bad_signature' });
    expect(traced).not.toHaveProperty('function');
    expect(traced.log.at(-1).line).toContain('"reason":"bad_signature"');
  });

  it('has a trace without the steps that it does not reach', async () => {
    const base = { via: 0, method: 'GET' };
    const [closed, open, none] = [
      await call({ ...base, path: '/protected' }),
      await call({ ...base, path: '/' }),
      await call({ ...base, path: '/none' }),
    ];
    expect(await trace(closed.number)).toMatchObject({
      status: 401,
      authorizer: { kind: 'no-identity' },
    });
    expect(await trace(open.number)).not.toHaveProperty('authorizer');
    expect(await trace(none.number)).not.toHaveProperty('route');
  });
});

describe('A request from the console to the Zuplo stand-in', () => {
  const options = { via: 'zuplo', method: 'GET', path: '/protected' };

  it('has one trace, with the steps of the stand-in and of the API', async () => {
    const { number } = await call({
      ...options,
      headers: [['Authorization', 'Bearer BOB_API_KEY']],
    });
    const traced = await trace(number);
    expect(traced).toMatchObject({
      throughZuplo: true,
      zuplo: { consumer: 'bob', isPublic: false, status: 200 },
      response: { body: 'Hello, bob!' },
    });
    expect(traced.token).toBe(traced.zuplo.token);
  });

  it('is rejected with an unknown key', async () => {
    const { status, number } = await call({
      ...options,
      headers: [['Authorization', 'Bearer WRONG']],
    });
    expect(status).toBe(401);
    expect(await trace(number)).toMatchObject({ result: 'Authorization Failed', status: 401 });
  });
});

describe('The server of the console', () => {
  it.each([
    ['/__local/call', 1, 'the body must be a JSON object'],
    ['/__local/call', { via: 'x' }, 'via must be "zuplo" or the index of an API'],
    ['/__local/call', { via: 0, method: 'GET' }, 'method and path must be strings'],
    [
      '/__local/call',
      { via: 0, method: 'GET', path: '/', headers: [['x']] },
      'headers must be a list of [name, value]',
    ],
    [
      '/__local/call',
      { via: 0, method: 'GET', path: '/ ' },
      'no response: Request path contains unescaped characters',
    ],
    ['/__local/call', { via: 7, method: 'GET', path: '/' }, 'that API is not served, or not yet'],
    [
      '/__local/issuer',
      { endpoint: 'off' },
      'endpoint must be one of ok, empty, error, disconnect, timeout',
    ],
  ])('responds to %s with %j with 400 and a message', async (path, body, problem) => {
    const response = await post(path, body);
    expect(response.status).toBe(400);
    expect(JSON.parse(await response.text())).toEqual({ problem });
  });

  it.each([
    ...['POST call', 'POST issuer', 'POST token'],
    ...['GET events', 'GET requests/1', 'GET console/console.js'],
  ])('rejects %s from the page of another site', async (endpoint) => {
    const [method = '', path = ''] = endpoint.split(' ');
    for (const site of [{ origin: 'http://localhost:3000' }, { 'sec-fetch-site': 'same-site' }])
      expect((await fetch(at(`/__local/${path}`), { method, headers: site })).status).toBe(403);
  });

  it('responds with 404 to the number of an unknown request and to unknown paths', async () => {
    expect((await fetch(at('/__local/requests/999999'))).status).toBe(404);
    expect((await fetch(at('/__local/none'))).status).toBe(404);
  });
});
