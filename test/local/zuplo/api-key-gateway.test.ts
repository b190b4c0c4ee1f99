import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';
import { type Echo, echo, startApi } from './echo-api.ts';

const key = { authorization: 'Bearer YOUR_API_KEY' };
const lines: string[] = [];
let zuplo: Zuplo;
let api: Awaited<ReturnType<typeof startApi>>;
let upstream: URL | undefined;

beforeAll(async () => {
  api = await startApi(echo);
  upstream = api.url;
  zuplo = await startZuplo({
    port: 0,
    audience: 'your-audience',
    upstream: () => upstream,
    publicRoutes: () => [{ method: 'GET', path: '/' }],
    log: (line) => lines.push(line),
  });
});
afterAll(async () => {
  await zuplo.close();
  await api.close();
});

interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string | string[]> | string[];
  readonly body?: string;
}

async function call(path: string, { body, ...options }: Call = {}): Promise<IncomingMessage> {
  const { port } = new URL(zuplo.url);
  const sent = request({ host: '127.0.0.1', port, path, ...options }).end(body);
  const [response] = await once(sent, 'response');
  return response;
}

const echoed = async (path: string, options?: Call) =>
  (await json(await call(path, options))) as Echo;

async function throughAnother(url: URL | undefined, test: () => Promise<void>): Promise<void> {
  upstream = url;
  await test().finally(() => {
    upstream = api.url;
  });
}

describe('a request with an API key', () => {
  it.each([
    ['YOUR_API_KEY', 'your-consumer'],
    ['ALICE_API_KEY', 'alice'],
    ['BOB_API_KEY', 'bob'],
  ])('reaches the API with a Zuplo-shaped token instead: %s is %s', async (apiKey, sub) => {
    const { headers } = await echoed('/protected', {
      headers: { authorization: `Bearer ${apiKey}` },
    });
    const token = String(headers.authorization).replace(/^Bearer /, '');
    expect(decodeProtectedHeader(token)).toStrictEqual({ alg: 'EdDSA' });
    const claims = decodeJwt(token);
    expect(claims).toStrictEqual({
      iss: zuplo.issuer,
      sub,
      aud: 'your-audience',
      iat: expect.any(Number),
      exp: Number(claims.iat) + 300,
    });
  });

  it('may spell the scheme as it likes (RFC 9110 section 11.1)', async () => {
    const response = await call('/protected', {
      headers: { authorization: 'bearer YOUR_API_KEY' },
    });
    expect(response.statusCode).toBe(200);
  });

  it('never carries the key on to the API, not even a second one', async () => {
    const { port } = new URL(zuplo.url);
    const { rawHeaders } = await echoed('/protected', {
      headers: [
        'Host',
        `localhost:${port}`,
        ...Array(2).fill(['Authorization', key.authorization]).flat(),
      ],
    });
    expect(rawHeaders.join()).not.toContain('YOUR_API_KEY');
    expect(rawHeaders.filter((name) => /^authorization$/i.test(name))).toHaveLength(1);
  });
});

describe('a request without a known API key', () => {
  it.each([
    ['no Authorization', {}, 'No Authorization Header'],
    ['an unknown key', { authorization: 'Bearer WRONG_KEY' }, 'Authorization Failed'],
    ['another scheme', { authorization: 'Basic YOUR_API_KEY' }, 'Authorization Failed'],
    ['a member of every object', { authorization: 'Bearer toString' }, 'Authorization Failed'],
    ['no key', { authorization: 'Bearer ' }, 'Authorization Failed'],
  ])('is answered 401 with problem details here: %s', async (_, headers, detail) => {
    const response = await call('/protected?a=b', { headers });
    expect(response.statusCode).toBe(401);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(await json(response)).toStrictEqual({
      type: 'https://httpproblems.com/http-status/401',
      title: 'Unauthorized',
      status: 401,
      detail,
      instance: '/protected',
      trace: { timestamp: expect.any(String), requestId: expect.any(String) },
    });
  });

  it('is refused with a token as well: the stand-in wants its own key', async () => {
    const headers = { authorization: `Bearer ${await zuplo.token()}` };
    expect((await call('/protected', { headers })).statusCode).toBe(401);
  });

  it('is shown in the log without the key, which may only be mistyped', async () => {
    lines.length = 0;
    await call('/protected', { headers: { authorization: 'Bearer YOUR_API_KEI' } });
    expect(lines).toStrictEqual(['zuplo: GET /protected 401 authorization failed']);
  });

  it('passes on a public route, with no Authorization at all', async () => {
    const { headers } = await echoed('/?a=b');
    expect(headers).not.toHaveProperty('authorization');
  });

  it('passes on a public route without the Authorization it came with', async () => {
    const { headers } = await echoed('/', { headers: { authorization: 'Bearer YOUR_API_KEI' } });
    expect(headers).not.toHaveProperty('authorization');
  });

  it('does not pass by another method than the public route has', async () => {
    expect((await call('/', { method: 'POST' })).statusCode).toBe(401);
  });
});

describe('the gateway itself', () => {
  it('answers 503 while the API is still starting', async () => {
    await throughAnother(undefined, async () => {
      expect((await call('/')).statusCode).toBe(503);
    });
  });

  it('answers 400 for a request target that is no path', async () => {
    expect((await call('http://elsewhere.example/')).statusCode).toBe(400);
  });
});
