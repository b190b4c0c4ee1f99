import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fetchJwks } from '../../../../lambdas/authorizer/jwks/fetch-jwks.ts';
import { type KeyEndpoint, startKeyEndpoint } from '../../../key-endpoint.ts';

let endpoint: KeyEndpoint;
let url: URL;

beforeAll(async () => {
  endpoint = await startKeyEndpoint();
  url = new URL(`${endpoint.issuer}/.well-known/jwks.json`);
});
afterAll(() => endpoint.close());

const never = () => false;

function failure(message: string | RegExp, isTransient: boolean) {
  return expect.objectContaining({
    name: 'JwksFetchError',
    message: expect.stringMatching(message),
    isTransient,
  });
}

describe('fetching a key set', () => {
  test('gives the document as it stands', async () => {
    endpoint.answer((_, response) => response.end('{"keys": []}'));
    expect(await fetchJwks(url, 1000, never)).toBe('{"keys": []}');
  });

  test('takes 64 KiB, and asks for JSON', async () => {
    const document = ' '.repeat(65_536);
    endpoint.answer((request, response) => {
      response.end(request.headers.accept === 'application/json' ? document : '');
    });
    expect(await fetchJwks(url, 1000, never)).toBe(document);
  });

  test.each([301, 302, 304, 307, 404, 204])('fails for good on status %i', async (status) => {
    endpoint.answer((_, response) => {
      response.writeHead(status, { location: `${endpoint.issuer}/elsewhere` });
      response.end();
    });
    const before = endpoint.fetches;
    await expect(fetchJwks(url, 1000, never)).rejects.toThrow(failure(`status ${status}`, false));
    expect(endpoint.fetches).toBe(before + 1);
  });

  test.each([500, 502, 503])('fails for now on status %i', async (status) => {
    endpoint.answer((_, response) => response.writeHead(status).end());
    await expect(fetchJwks(url, 1000, never)).rejects.toThrow(failure(`status ${status}`, true));
  });

  test('fails for now when the connection is reset', async () => {
    endpoint.answer((request) => request.socket.resetAndDestroy());
    await expect(fetchJwks(url, 1000, never)).rejects.toThrow(failure('ECONNRESET', true));
  });

  test('fails when the answer is cut off', async () => {
    endpoint.answer((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"keys":', () => request.socket.destroy());
    });
    await expect(fetchJwks(url, 1000, never)).rejects.toThrow(failure('ECONNRESET', true));
  });

  test('fails at the deadline when nothing comes', async () => {
    endpoint.answer(() => {});
    await expect(fetchJwks(url, 100, never)).rejects.toThrow(
      failure('no answer within 100 ms', false),
    );
  });

  test('fails at the deadline when the answer drips', async () => {
    endpoint.answer((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    await expect(fetchJwks(url, 200, never)).rejects.toThrow(
      failure('no answer within 200 ms', false),
    );
  });

  test('stops reading after 64 KiB', async () => {
    let written = 0;
    endpoint.answer((_, response) => {
      const pour = () => {
        while (!response.closed && response.write(Buffer.alloc(16_384, ' '))) written += 16_384;
      };
      response.on('drain', pour);
      pour();
    });
    await expect(fetchJwks(url, 1000, never)).rejects.toThrow(
      failure('more than 65536 bytes', false),
    );
    expect(written).toBeLessThan(10 * 1024 * 1024);
  });

  test('fails when nobody listens', async () => {
    const nobody = new URL('http://127.0.0.1:1/');
    await expect(fetchJwks(nobody, 1000, never)).rejects.toThrow(failure('ECONNREFUSED', false));
  });

  test('fails when a certificate is not trusted or TLS is not spoken', async () => {
    const tls = new URL(url.href.replace('http:', 'https:'));
    await expect(fetchJwks(tls, 1000, never)).rejects.toThrow(failure(/SSL|EPROTO/, false));
  });

  test('fails when the server switches protocols', async () => {
    endpoint.answer((request) => {
      request.socket.end(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      );
    });
    await expect(fetchJwks(url, 1000, never)).rejects.toThrow(failure('no response', false));
  });
});

describe('a failure that may pass', () => {
  const once = () => {
    let asked = 0;
    endpoint.answer((_, response) => {
      asked += 1;
      response.writeHead(asked === 1 ? 503 : 200).end('keys');
    });
  };

  test('is followed by a second attempt, if that may be', async () => {
    once();
    expect(await fetchJwks(url, 1000, () => true)).toBe('keys');
    once();
    await expect(fetchJwks(url, 1000, never)).rejects.toThrow(failure('status 503', true));
  });

  test('is followed by no third attempt', async () => {
    endpoint.answer((_, response) => response.writeHead(503).end());
    const before = endpoint.fetches;
    await expect(fetchJwks(url, 1000, () => true)).rejects.toThrow(failure('status 503', true));
    expect(endpoint.fetches).toBe(before + 2);
  });

  test('leaves the second attempt what is left of the deadline', async () => {
    let asked = 0;
    endpoint.answer((_, response) => {
      asked += 1;
      if (asked === 1) setTimeout(() => response.writeHead(503).end(), 200);
    });
    const start = performance.now();
    await expect(fetchJwks(url, 300, () => true)).rejects.toThrow(
      failure('no answer within 300 ms', false),
    );
    expect(performance.now() - start).toBeLessThan(450);
  });

  test.each([404, 301])('is not status %i, after which there is one attempt', async (status) => {
    endpoint.answer((_, response) => response.writeHead(status).end());
    const before = endpoint.fetches;
    await expect(fetchJwks(url, 1000, () => true)).rejects.toThrow(
      failure(`status ${status}`, false),
    );
    expect(endpoint.fetches).toBe(before + 1);
  });
});
