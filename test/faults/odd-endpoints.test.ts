import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { logEvents } from '../../contract/log-events.ts';
import { signingKey } from '../signing.ts';
import { createTestContext } from './context.ts';

// JWKS endpoints as public bug reports describe them: strict about the request, or odd in their response.

const context = createTestContext();
const key = signingKey('EdDSA');
const jwks = JSON.stringify({ keys: [key.jwk] });
const byteOrderMark = '\ufeff';

type Headers = Readonly<Record<string, string>>;

const send =
  (body: string | Buffer, headers: Headers = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, headers).end(body);
  };

/** Responds with an error status unless the request is as expected. */
const unless =
  (
    isExpected: (request: Parameters<RequestListener>[0]) => boolean,
    status: number,
  ): RequestListener =>
  (request, response) => {
    if (isExpected(request)) response.writeHead(200).end(jwks);
    else response.writeHead(status).end('canary-claim');
  };

/** Returns the media ranges or encodings of a header that are not excluded by `q=0`. */
function accepted(header: unknown): readonly string[] {
  return String(header ?? '')
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter((item) => !/;\s*q=0(\.0+)?$/.test(item))
    .map((item) => item.split(';')[0] ?? '');
}

const accepts = (type: string) => (request: Parameters<RequestListener>[0]) =>
  accepted(request.headers.accept).includes(type);

const strict: Readonly<Record<string, RequestListener>> = {
  'responds with 403 without a User-Agent': unless(
    ({ headers }) => /^[\w.-]+\/[\w.-]+/.test(headers['user-agent'] ?? ''),
    403,
  ),
  'responds with 406 unless Accept names application/jwk-set+json': unless(
    accepts('application/jwk-set+json'),
    406,
  ),
  'responds with 406 unless Accept names application/json': unless(
    accepts('application/json'),
    406,
  ),
  'responds with 406 unless Accept allows any type': unless(accepts('*/*'), 406),
  'responds with 406 without Accept-Encoding': unless(
    ({ headers }) => accepted(headers['accept-encoding']).length > 0,
    406,
  ),
  'responds with 406 unless Accept-Encoding allows gzip': unless(
    ({ headers }) => accepted(headers['accept-encoding']).includes('gzip'),
    406,
  ),
  'responds with 400 to a request with a body': unless(
    ({ headers }) =>
      headers['content-length'] === undefined && headers['transfer-encoding'] === undefined,
    400,
  ),
  'responds with 421 unless Host names it with its port': unless(
    ({ headers, socket }) => headers.host === `127.0.0.1:${socket.localPort}`,
    421,
  ),
};

const gzip = gzipSync(jwks);

const encoded: Readonly<Record<string, RequestListener>> = {
  'sends gzip': send(gzip, { 'content-encoding': 'gzip' }),
  'sends gzip, named x-gzip': send(gzip, { 'content-encoding': 'x-gzip' }),
  'sends gzip, named in upper case': send(gzip, { 'content-encoding': 'GZIP' }),
  'sends br': send(brotliCompressSync(jwks), { 'content-encoding': 'br' }),
  'sends deflate': send(deflateSync(jwks), { 'content-encoding': 'deflate' }),
  'says that its text is identity': send(jwks, { 'content-encoding': 'identity' }),
  'sends an empty content encoding': send(jwks, { 'content-encoding': '' }),
  'sends gzip in chunks of a byte': (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    for (const byte of gzip) response.write(Buffer.of(byte));
    response.end();
  },
  'sends gzip of 64 KiB': send(gzipSync(jwks.padEnd(65_536)), { 'content-encoding': 'gzip' }),
};

const odd: Readonly<Record<string, RequestListener>> = {
  'sends a byte order mark': send(`${byteOrderMark}${jwks}`),
  'sends a byte order mark and gzip': send(gzipSync(`${byteOrderMark}${jwks}`), {
    'content-encoding': 'gzip',
  }),
  'sends text/html': send(jwks, { 'content-type': 'text/html' }),
  'sends application/jwk-set+json': send(jwks, { 'content-type': 'application/jwk-set+json' }),
  'sends a character set': send(jwks, { 'content-type': 'application/json; charset=iso-8859-1' }),
  'sends white space around the JWKS': send(`\r\n\t ${jwks}\n\n`),
  'sends early hints first': (_, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' }, () => {
      response.end(jwks);
    });
  },
  'sends a character split between two chunks': (_, response) => {
    const bytes = Buffer.from(JSON.stringify({ name: 'zo\u00eb', keys: [key.jwk] }));
    const middle = bytes.indexOf(0xc3) + 1;
    response.write(bytes.subarray(0, middle), () => response.end(bytes.subarray(middle)));
  },
  'closes the connection instead of a content-length': ({ socket }) => {
    socket.end(`HTTP/1.1 200 OK\r\n\r\n${jwks}`);
  },
  'uses HTTP/1.0': ({ socket }) => {
    socket.end(`HTTP/1.0 200 OK\r\n\r\n${jwks}`);
  },
  'sends cookies, caching and transport headers': send(jwks, {
    'set-cookie': 'a=b',
    'cache-control': 'no-store',
    age: '86400',
    'strict-transport-security': 'max-age=1',
  }),
};

describe.each(Object.entries({ ...strict, ...encoded, ...odd }))(
  'a JWKS endpoint that %s',
  (_, respond) => {
    test('is fetched from once, and tokens are allowed', async () => {
      const endpoint = await context.endpoint();
      endpoint.answer(respond);
      const authorizer = await context.start(endpoint);
      for (const apiType of apiTypes)
        expect(await authorizer.authorize(context.token(endpoint, key), apiType)).toBe('allow');
      const { issuer } = endpoint;
      expect(context.lines).toEqual([
        { level: 'info', event: logEvents.jwksFetched, issuer, keys: 1, changed: true },
      ]);
      expect(endpoint.fetches).toBe(1);
    });
  },
);
