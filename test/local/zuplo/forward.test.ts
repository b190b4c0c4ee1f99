import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';
import { type Echo, echo, startApi } from './echo-api.ts';

const key = { authorization: 'Bearer YOUR_API_KEY' };
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
    log: () => {},
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

describe('what reaches the API', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'is the same method, target and body: %s',
    async (method) => {
      const path = '/a%2Fb/../c//d?x=1&x=2&y=%20';
      const headers = { ...key, 'content-length': '6' };
      const sent = await echoed(path, { method, headers, body: 'a body' });
      expect(sent).toMatchObject({ method, url: path, body: 'a body' });
    },
  );

  it('is a body of unknown length in chunks, also with GET', async () => {
    const headers = { ...key, 'transfer-encoding': 'chunked' };
    const sent = await echoed('/protected', { method: 'GET', headers, body: 'a body' });
    expect(sent.body).toBe('a body');
    expect(sent.headers['transfer-encoding']).toBe('chunked');
  });

  it('is nothing when nothing was sent', async () => {
    const { headers, body } = await echoed('/protected', { headers: key });
    expect(body).toBe('');
    expect(headers).not.toHaveProperty('transfer-encoding');
    expect(headers).not.toHaveProperty('content-length');
  });

  it('keeps headers in their order and spelling, repeated ones too', async () => {
    const { port } = new URL(zuplo.url);
    const own = ['X-Odd-Case', '1', 'x-odd-case', '2', 'Cookie', 'a=1; b=2'];
    const { rawHeaders } = await echoed('/protected', {
      headers: ['Host', `localhost:${port}`, 'Authorization', key.authorization, ...own],
    });
    expect(rawHeaders.slice(2, 8)).toStrictEqual(own);
  });

  it('names the API as its Host', async () => {
    expect((await echoed('/')).headers.host).toBe(api.url.host);
  });

  it('is without the headers of the first connection, named ones included', async () => {
    const { headers } = await echoed('/protected', {
      headers: {
        ...key,
        connection: 'keep-alive, X-Hop',
        'x-hop': '1',
        te: 'trailers',
        upgrade: 'h2c',
        'proxy-authorization': 'Basic eA==',
        'keep-alive': 'timeout=9',
      },
    });
    const hop = ['x-hop', 'te', 'upgrade', 'proxy-authorization', 'keep-alive'];
    expect(Object.keys(headers).filter((name) => hop.includes(name))).toStrictEqual([]);
  });

  it('goes below the path of the API, where it has one', async () => {
    await throughAnother(new URL('/prod/', api.url), async () => {
      expect((await echoed('/?a=b')).url).toBe('/prod/?a=b');
    });
  });
});

describe('what comes back', () => {
  it("is the API's status, headers and body", async () => {
    const other = await startApi((_, response) => {
      response.writeHead(418, 'Short And Stout', [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['X-Own', 'é'],
      ]);
      response.end('tea');
    });
    await throughAnother(other.url, async () => {
      const response = await call('/');
      expect([response.statusCode, response.statusMessage]).toStrictEqual([418, 'Short And Stout']);
      expect(response.headers).toMatchObject({ 'set-cookie': ['a=1', 'b=2'], 'x-own': 'é' });
      expect(await text(response)).toBe('tea');
    });
    await other.close();
  });

  it('comes while the API is still writing', async () => {
    const other = await startApi((_, response) => {
      response.write('first');
    });
    await throughAnother(other.url, async () => {
      const response = await call('/');
      const [chunk] = await once(response, 'data');
      expect(String(chunk)).toBe('first');
      response.destroy();
    });
    await other.close();
  });

  it('breaks off when the API breaks off, and does not look complete', async () => {
    const other = await startApi((_, response) => {
      response.write('first', () => setImmediate(() => response.destroy()));
    });
    await throughAnother(other.url, async () => {
      await expect(text(await call('/'))).rejects.toThrow('aborted');
    });
    await other.close();
  });

  it('is 502 when the API cannot be reached', async () => {
    const gone = await startApi(echo);
    await gone.close();
    await throughAnother(gone.url, async () => {
      const response = await call('/');
      expect(response.statusCode).toBe(502);
      expect(await json(response)).toMatchObject({
        detail: `The API does not answer at ${gone.url.origin}`,
      });
    });
  });
});
