import { once } from 'node:events';
import { json, text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { echo, startApi } from './echo-api.ts';
import { echoingGateway } from './echoing-gateway.ts';

const key = { authorization: 'Bearer YOUR_API_KEY' };
const gateway = echoingGateway();
const { call, echoed, withApi } = gateway;

describe('A forwarded request', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    'keeps the method %s, target and body',
    async (method) => {
      const path = '/a%2Fb/../c//d?x=1&x=2&y=%20';
      const headers = { ...key, 'content-length': '6' };
      const sent = await echoed(path, { method, headers, body: 'a body' });
      expect(sent).toMatchObject({ method, url: path, body: 'a body' });
    },
  );

  it('keeps a chunked body, even of a GET', async () => {
    const headers = { ...key, 'transfer-encoding': 'chunked' };
    const sent = await echoed('/protected', { method: 'GET', headers, body: 'a body' });
    expect(sent.body).toBe('a body');
    expect(sent.headers['transfer-encoding']).toBe('chunked');
  });

  it('has no body when the client sent none', async () => {
    const { headers, body } = await echoed('/protected', { headers: key });
    expect(body).toBe('');
    expect(headers).not.toHaveProperty('transfer-encoding');
    expect(headers).not.toHaveProperty('content-length');
  });

  it('keeps repeated headers', async () => {
    const headers = { ...key, 'x-repeated': ['1', '2'], cookie: 'a=1; b=2' };
    const sent = await echoed('/protected', { headers });
    expect(sent.headers).toMatchObject({ 'x-repeated': '1, 2', cookie: 'a=1; b=2' });
  });

  it('has the Host of the API', async () => {
    expect((await echoed('/')).headers.host).toBe(gateway.apiUrl().host);
  });

  it('has no hop-by-hop headers', async () => {
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

  it('has the path of the API as a prefix', async () => {
    await withApi(new URL('/prod/', gateway.apiUrl()), async () => {
      expect((await echoed('/?a=b')).url).toBe('/prod/?a=b');
    });
  });
});

describe('The response to a forwarded request', () => {
  it("has the API's status, headers and body", async () => {
    const other = await startApi((_, response) => {
      response.writeHead(418, 'Short And Stout', [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['X-Own', 'é'],
      ]);
      response.end('tea');
    });
    await withApi(other.url, async () => {
      const response = await call('/');
      expect([response.statusCode, response.statusMessage]).toStrictEqual([418, 'Short And Stout']);
      expect(response.headers).toMatchObject({ 'set-cookie': ['a=1', 'b=2'], 'x-own': 'é' });
      expect(await text(response)).toBe('tea');
    });
    await other.close();
  });

  it('is streamed while the API is writing', async () => {
    const other = await startApi((_, response) => {
      response.write('first');
    });
    await withApi(other.url, async () => {
      const response = await call('/');
      const [chunk] = await once(response, 'data');
      expect(String(chunk)).toBe('first');
      response.destroy();
    });
    await other.close();
  });

  it('is aborted when the API aborts it', async () => {
    const other = await startApi((_, response) => {
      response.write('first', () => setImmediate(() => response.destroy()));
    });
    await withApi(other.url, async () => {
      await expect(text(await call('/'))).rejects.toThrow('aborted');
    });
    await other.close();
  });

  it('is a 502 when the API cannot be reached', async () => {
    const closed = await startApi(echo);
    await closed.close();
    await withApi(closed.url, async () => {
      const response = await call('/');
      expect(response.statusCode).toBe(502);
      expect(await json(response)).toMatchObject({
        detail: `No response from the API at ${closed.url.origin}`,
      });
    });
  });
});
