import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { send } from '../../../packages/local-gateway/test/served.ts';
import { type OwnStack, startOwnStack } from './own-stack.ts';

let stack: OwnStack;
let at: (path: string) => string;

beforeAll(async () => {
  stack = await startOwnStack();
  at = (path) => stack.zuplo.url + path;
});
afterAll(() => stack.close());
beforeEach(() => fetch(at('/__local/requests'), { method: 'DELETE' }));

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(at(path), { method: 'POST', headers, body: JSON.stringify(body) });
const call = async (asked: object): Promise<{ status: number; number: number }> =>
  JSON.parse(await (await post('/__local/call', asked)).text());
const story = async (number: number) =>
  JSON.parse(await (await fetch(at(`/__local/requests/${number}`))).text());
const token = async (options: object) => (await post('/__local/token', options)).text();
const bearer = async (options: object) => `Bearer ${(await token(options)).trim()}`;

describe('the page', () => {
  it('is at the root for a browser, with a policy that lets in nothing from elsewhere', async () => {
    const page = await send(stack.zuplo.url, '/', { headers: { accept: 'text/html' } });
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.body).toContain('<title>Local console</title>');
  });

  it('leaves the root to the API for everyone else', async () => {
    expect(await (await fetch(at('/'))).text()).toBe('Welcome to the public API');
  });

  it('holds no script and no style of its own', async () => {
    const page = await (await fetch(at('/__local/console/index.html'))).text();
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|<script(?! type="module" src=)/);
    expect(page.match(/https?:(?!\/\/www\.w3\.org)/)).toBeNull();
  });

  it.each(['console.css', 'console.js', 'story.js'])('has the file %s', async (name) => {
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

describe('a call that the console sends to the API', () => {
  it('is told from the token to the response', async () => {
    const { status, number } = await call({
      via: 0,
      method: 'GET',
      path: '/protected?a=1',
      authorization: await bearer({ sub: 'alice' }),
    });
    expect(status).toBe(200);
    expect(await story(number)).toMatchObject({
      number,
      method: 'GET',
      path: '/protected',
      status: 200,
      throughGateway: false,
      verdict: 'allowed',
      route: 'GET /protected',
      request: { target: '/protected?a=1', body: '' },
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      authorizer: {
        kind: 'allowed',
        arn: expect.stringMatching(/^arn:aws:execute-api:.*\/GET\/protected$/),
        event: expect.stringContaining('"routeKey":"GET /protected"'),
        result: { kind: 'returned', payload: expect.stringContaining('"Effect":"Allow"') },
        milliseconds: expect.any(Number),
      },
      function: { result: { kind: 'returned' } },
      served: { functionName: 'ProtectedHandler', authorizer: expect.any(String) },
      reply: { status: 200, reason: 'OK', body: 'Hello, alice!' },
    });
  });

  it.each([
    ['expired', { expiresIn: -60 }, 'expired'],
    ['forged', { signer: 'stranger' }, 'bad_signature'],
    ['of another audience', { audience: 'other' }, 'wrong_audience'],
    ['without a subject', { claims: { sub: null } }, 'missing_subject'],
  ])('is refused with a token that is %s, and the reason told', async (_, options, reason) => {
    const authorization = await bearer(options);
    const { status, number } = await call({
      via: 0,
      method: 'GET',
      path: '/protected',
      authorization,
    });
    expect(status).toBe(403);
    const told = await story(number);
    expect(told.verdict).toBe(`denied: ${reason}`);
    expect(told.function).toBeUndefined();
    expect(told.log.at(-1).line).toContain(`"reason":"${reason}"`);
  });

  it('is told as far as it got: without an identity, to a public route, to no route', async () => {
    const bare = { via: 0, method: 'GET' };
    const [closed, open, none] = [
      await call({ ...bare, path: '/protected' }),
      await call({ ...bare, path: '/' }),
      await call({ ...bare, path: '/none' }),
    ];
    expect(await story(closed.number)).toMatchObject({
      status: 401,
      authorizer: { kind: 'no-identity' },
    });
    expect(await story(open.number)).not.toHaveProperty('authorizer');
    expect(await story(none.number)).not.toHaveProperty('route');
  });
});

describe('a call through the API-key gateway', () => {
  const asked = { via: 'gateway', method: 'GET', path: '/protected' };

  it('is one request, with what the gateway and the API made of it', async () => {
    const { number } = await call({ ...asked, authorization: 'Bearer BOB_API_KEY' });
    const told = await story(number);
    expect(told).toMatchObject({
      throughGateway: true,
      gateway: { consumer: 'bob', isPublic: false, status: 200 },
      reply: { body: 'Hello, bob!' },
    });
    expect(told.token).toBe(told.gateway.token);
  });

  it('ends there with a wrong key', async () => {
    const { status, number } = await call({ ...asked, authorization: 'Bearer WRONG' });
    expect(status).toBe(401);
    expect(await story(number)).toMatchObject({ verdict: 'Authorization Failed', status: 401 });
  });
});

describe('a request of the page that is not right', () => {
  it.each([
    ['/__local/call', 1, 'the body must be a JSON object'],
    ['/__local/call', { via: 'x' }, 'via must be "gateway" or the number of an API'],
    ['/__local/call', { via: 0, method: 'get' }, 'method must be a word in capitals'],
    [
      '/__local/call',
      { via: 0, method: 'GET', path: 'http://elsewhere.example/' },
      'path must begin with a slash; what is not ASCII, percent-encoded',
    ],
    [
      '/__local/call',
      { via: 0, method: 'GET', path: '/', authorization: 'a\nb' },
      'authorization holds characters that no header can',
    ],
    ['/__local/call', { via: 7, method: 'GET', path: '/' }, 'that API is not served, or not yet'],
    ['/__local/issuer', { keys: 'burn' }, 'keys must be one of rotate, withdraw, publish'],
    [
      '/__local/issuer',
      { endpoint: 'off' },
      'endpoint must be one of answering, stopped, hanging, failing',
    ],
    [
      '/__local/token',
      { signer: 'me' },
      'signer must be one of issuer, rotated, stranger, not "me"',
    ],
  ])('%s with %j is answered with 400 and a sentence', async (path, body, problem) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(
      problem.replaceAll('"', path.endsWith('token') ? '"' : '\\"'),
    );
  });

  it.each(['/__local/call', '/__local/issuer', '/__local/token'])(
    '%s is refused to the page of another site',
    async (path) => {
      expect((await post(path, {}, { origin: 'http://localhost:3000' })).status).toBe(403);
      expect((await post(path, {}, { 'sec-fetch-site': 'same-site' })).status).toBe(403);
    },
  );

  it.each(['/__local/events', '/__local/requests/1', '/__local/console/console.js'])(
    '%s is refused to the page of another site',
    async (path) => {
      const answer = await fetch(at(path), { headers: { 'sec-fetch-site': 'cross-site' } });
      expect(answer.status).toBe(403);
    },
  );

  it('is 404 for a request that is not remembered, and for what there is not', async () => {
    expect((await fetch(at('/__local/requests/999999'))).status).toBe(404);
    expect((await fetch(at('/__local/none'))).status).toBe(404);
  });
});
