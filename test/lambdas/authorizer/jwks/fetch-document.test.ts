import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fetchDocument } from '../../../../lambdas/authorizer/jwks/fetch-document.ts';
import { type KeyEndpoint, startKeyEndpoint } from '../../../key-endpoint.ts';

let endpoint: KeyEndpoint;
let url: URL;

beforeAll(async () => {
  endpoint = await startKeyEndpoint();
  url = new URL(`${endpoint.issuer}/.well-known/jwks.json`);
});
afterAll(() => endpoint.close());

const never = () => false;

async function fetchText(...request: Parameters<typeof fetchDocument>): Promise<string> {
  return (await fetchDocument(...request)).text;
}

function fetchError(message: string | RegExp, isTransient: boolean) {
  return expect.objectContaining({
    name: 'JwksFetchError',
    message: expect.stringMatching(message),
    isTransient,
  });
}

describe('fetchDocument', () => {
  test('returns the unchanged document', async () => {
    endpoint.answer((_, response) => response.end('{"keys": []}'));
    expect(await fetchText(url, 1000, never)).toBe('{"keys": []}');
  });

  test('accepts 64 KiB', async () => {
    const document = ' '.repeat(65_536);
    endpoint.answer((_, response) => response.end(document));
    expect(await fetchText(url, 1000, never)).toBe(document);
  });

  test('sends a User-Agent, and accepts JSON, a JWKS or anything', async () => {
    let headers: IncomingHttpHeaders = {};
    endpoint.answer((request, response) => {
      headers = request.headers;
      response.end('{}');
    });
    await fetchText(url, 1000, never);
    expect(headers).toMatchObject({
      'user-agent': 'zuplo-jwt-authorizer/1',
      accept: 'application/json, application/jwk-set+json, */*;q=0.1',
      'accept-encoding': 'identity, gzip;q=0.5, br;q=0.5, deflate;q=0.5',
    });
  });

  test('returns the headers of the response', async () => {
    endpoint.answer((_, response) => response.setHeader('age', '7').end('{}'));
    expect((await fetchDocument(url, 1000, never)).headers).toMatchObject({ age: '7' });
  });

  test.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', Buffer.from],
  ])('decodes %s', async (encoding, compress) => {
    endpoint.answer((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(compress('{"keys": []}'));
    });
    expect(await fetchText(url, 1000, never)).toBe('{"keys": []}');
  });

  test.each([
    ['an unknown encoding', 'zstd', Buffer.from('{}'), 'unsupported content encoding'],
    ['two encodings', 'gzip, br', Buffer.from('{}'), 'unsupported content encoding'],
    ['the name of an inherited property', 'toString', Buffer.from('{}'), 'unsupported content'],
    ['damaged data', 'gzip', Buffer.from('{}'), 'invalid gzip data'],
    ['truncated data', 'br', brotliCompressSync('{}').subarray(0, 3), 'invalid br data'],
    ['a zip bomb', 'gzip', gzipSync(Buffer.alloc(10_000_000)), 'more than 65536 bytes'],
  ])('rejects %s', async (_, encoding, body, message) => {
    endpoint.answer((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    await expect(fetchText(url, 1000, never)).rejects.toThrow(fetchError(message, false));
  });

  test.each([301, 302, 304, 307, 404, 204])('rejects status %i as permanent', async (status) => {
    endpoint.answer((_, response) => {
      response.writeHead(status, { location: `${endpoint.issuer}/elsewhere` });
      response.end();
    });
    const before = endpoint.fetches;
    await expect(fetchText(url, 1000, never)).rejects.toThrow(
      fetchError(`status ${status}`, false),
    );
    expect(endpoint.fetches).toBe(before + 1);
  });

  test.each([500, 502, 503])('rejects status %i as transient', async (status) => {
    endpoint.answer((_, response) => response.writeHead(status).end());
    await expect(fetchText(url, 1000, never)).rejects.toThrow(fetchError(`status ${status}`, true));
  });

  test('rejects a reset connection as transient', async () => {
    endpoint.answer((request) => request.socket.resetAndDestroy());
    await expect(fetchText(url, 1000, never)).rejects.toThrow(fetchError('ECONNRESET', true));
  });

  test('rejects a truncated response as transient', async () => {
    endpoint.answer((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"keys":', () => request.socket.destroy());
    });
    await expect(fetchText(url, 1000, never)).rejects.toThrow(fetchError('ECONNRESET', true));
  });

  test('rejects at the timeout if there is no response', async () => {
    endpoint.answer(() => {});
    await expect(fetchText(url, 100, never)).rejects.toThrow(
      fetchError('no response within 100 ms', false),
    );
  });

  test('rejects at the timeout if the response is never complete', async () => {
    endpoint.answer((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    await expect(fetchText(url, 200, never)).rejects.toThrow(
      fetchError('no response within 200 ms', false),
    );
  });

  test('rejects a response of more than 64 KiB, without reading it all', async () => {
    let written = 0;
    endpoint.answer((_, response) => {
      const send = () => {
        while (!response.closed && response.write(Buffer.alloc(16_384, ' '))) written += 16_384;
      };
      response.on('drain', send);
      send();
    });
    await expect(fetchText(url, 1000, never)).rejects.toThrow(
      fetchError('more than 65536 bytes', false),
    );
    expect(written).toBeLessThan(10 * 1024 * 1024);
  });

  test('rejects if nothing listens', async () => {
    const unusedPort = new URL('http://127.0.0.1:1/');
    await expect(fetchText(unusedPort, 1000, never)).rejects.toThrow(
      fetchError('ECONNREFUSED', false),
    );
  });

  test('rejects a server without TLS', async () => {
    const tls = new URL(url.href.replace('http:', 'https:'));
    await expect(fetchText(tls, 1000, never)).rejects.toThrow(fetchError(/SSL|EPROTO/, false));
  });

  test('rejects a server that switches protocols', async () => {
    endpoint.answer((request) => {
      request.socket.end(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      );
    });
    await expect(fetchText(url, 1000, never)).rejects.toThrow(fetchError('no response', false));
  });
});

describe('a transient error', () => {
  const failOnce = () => {
    let requests = 0;
    endpoint.answer((_, response) => {
      requests += 1;
      response.writeHead(requests === 1 ? 503 : 200).end('keys');
    });
  };

  test('is retried if mayRetry permits', async () => {
    failOnce();
    expect(await fetchText(url, 1000, () => true)).toBe('keys');
    failOnce();
    await expect(fetchText(url, 1000, never)).rejects.toThrow(fetchError('status 503', true));
  });

  test('is retried once', async () => {
    endpoint.answer((_, response) => response.writeHead(503).end());
    const before = endpoint.fetches;
    await expect(fetchText(url, 1000, () => true)).rejects.toThrow(fetchError('status 503', true));
    expect(endpoint.fetches).toBe(before + 2);
  });

  test('leaves the retry only the rest of the timeout', async () => {
    const received: string[] = [];
    endpoint.answer((_, response) => {
      received.push('request');
      // The retry has 100 ms left of 300 ms, and its own timer fires first.
      if (received.length === 1) setTimeout(() => response.writeHead(503).end(), 200);
      else setTimeout(() => received.push('full timeout'), 290);
    });
    await expect(fetchText(url, 300, () => true)).rejects.toThrow(
      fetchError('no response within 300 ms', false),
    );
    expect(received).toEqual(['request', 'request']);
  });

  test.each([404, 301])('is not status %i, which is not retried', async (status) => {
    endpoint.answer((_, response) => response.writeHead(status).end());
    const before = endpoint.fetches;
    await expect(fetchText(url, 1000, () => true)).rejects.toThrow(
      fetchError(`status ${status}`, false),
    );
    expect(endpoint.fetches).toBe(before + 1);
  });
});

test('no proxy is asked for a loopback host, not even with NODE_USE_ENV_PROXY=1', async () => {
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
  endpoint.answer((_, response) => response.end('direct'));
  expect(await fetchText(url, 1000, never)).toBe('direct');
  vi.unstubAllEnvs();
});

test('the proxy in HTTPS_PROXY is asked for a tunnel with NODE_USE_ENV_PROXY=1', async () => {
  const tunnels: unknown[] = [];
  const proxy = createServer().on('connect', ({ url: target }, socket: Socket) => {
    tunnels.push(target);
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  await expect(fetchText(new URL('https://a.example/jwks'), 1000, never)).rejects.toThrow(
    fetchError('ERR_PROXY_TUNNEL', false),
  );
  expect(tunnels).toEqual(['a.example:443']);
  vi.unstubAllEnvs();
  proxy.close();
});
