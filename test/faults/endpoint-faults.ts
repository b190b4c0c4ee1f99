import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { signingKey } from '../signing.ts';

/** A way in which a key endpoint fails to give a key set. */
export interface EndpointFault {
  readonly name: string;
  readonly answer: RequestListener;
  /** What the log line says of it. */
  readonly cause: RegExp;
  /** How many requests one fetch makes while there are no keys; 1 by default. */
  readonly attempts?: number;
  /** Whether only the deadline ends it. */
  readonly waits?: boolean;
}

const goodSet = JSON.stringify({ keys: [signingKey('EdDSA').jwk] });
const keys = (count: number) => Array.from({ length: count }, () => ({ kty: 'OKP' }));
const tooMuch = 50 * 1024 * 1024;

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}, body = goodSet): RequestListener =>
  (_, response) => {
    response.writeHead(code, headers).end(body);
  };

const body = (text: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
  ((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text);
  }) satisfies RequestListener;

/** Bytes on the wire, as they are. */
const raw =
  (text: string, then: 'end' | 'reset' | 'hang' = 'end'): RequestListener =>
  ({ socket }) => {
    socket.write(text, () => {
      if (then === 'end') socket.end();
      if (then === 'reset') socket.resetAndDestroy();
    });
  };

function drip(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-length': String(goodSet.length) });
  let sent = 0;
  const timer = setInterval(() => {
    response.write(goodSet.slice(sent, sent + 1));
    sent += 1;
  }, 20);
  response.on('close', () => clearInterval(timer));
}

const waits = { cause: /^no answer within \d+ ms$/, waits: true };
const reset = { cause: /^ECONNRESET$/, attempts: 2 };
const notASet = (name: string, text: string): EndpointFault => ({
  name: `answers ${name}`,
  answer: body(text),
  cause: /^(not JSON|no array "keys")$/,
});

/** Every fault of a key endpoint that speaks. One that is down does not even listen. */
export const endpointFaults: readonly EndpointFault[] = [
  ...[201, 204, 206, 304, 400, 401, 403, 404, 410, 429].map((code) => ({
    name: `answers ${code}`,
    answer: status(code),
    cause: new RegExp(`^status ${code}$`),
  })),
  ...[500, 502, 503, 504].map((code) => ({
    name: `answers ${code}, also when asked again`,
    answer: status(code),
    cause: new RegExp(`^status ${code}$`),
    attempts: 2,
  })),
  ...[301, 302, 303, 307, 308].map((code) => ({
    name: `redirects to itself with ${code}`,
    answer: status(code, { location: '/__zuplo/issuer/.well-known/jwks.json' }),
    cause: new RegExp(`^status ${code}$`),
  })),
  {
    name: 'resets the connection before it answers',
    answer: ({ socket }) => socket.resetAndDestroy(),
    ...reset,
  },
  {
    name: 'closes the connection before it answers',
    answer: ({ socket }) => socket.end(),
    ...reset,
  },
  {
    name: 'resets the connection in mid-answer',
    answer: raw(`HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n${goodSet}`, 'reset'),
    ...reset,
  },
  {
    name: 'answers less than it announced',
    answer: raw(`HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n${goodSet}`),
    ...reset,
  },
  {
    name: 'breaks off in mid-chunk',
    answer: raw(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3e7\r\n${goodSet}`),
    ...reset,
  },
  {
    name: 'breaks off an answer of no announced length',
    answer: raw(`HTTP/1.1 200 OK\r\n\r\n${goodSet.slice(0, -2)}`),
    cause: /^not JSON$/,
  },
  { name: 'speaks no HTTP', answer: raw('SSH-2.0-OpenSSH_9.9\r\n'), cause: /^HPE_\w+$/ },
  {
    name: 'answers with headers without measure',
    answer: raw(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n${goodSet}`),
    cause: /^HPE_HEADER_OVERFLOW$/,
  },
  {
    name: 'switches protocols',
    answer: raw('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    cause: /^[\w ]+$/,
  },
  { name: 'hangs before it answers', answer: () => undefined, ...waits },
  {
    name: 'hangs in mid-answer',
    answer: (_, response) => {
      response.writeHead(200).write(goodSet.slice(0, 10));
    },
    ...waits,
  },
  { name: 'hangs in mid-header', answer: raw('HTTP/1.1 200 OK\r\nx: ', 'hang'), ...waits },
  {
    name: 'gives early hints, and no answer',
    answer: raw('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(3), 'hang'),
    ...waits,
  },
  { name: 'drips its answer', answer: drip, ...waits },
  {
    name: 'answers 50 MB of announced length',
    answer: body(Buffer.alloc(tooMuch, ' ')),
    cause: /^more than 65536 bytes$/,
  },
  {
    name: 'answers without end',
    answer(_, response) {
      const chunk = Buffer.alloc(16_384, ' ');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
      };
      response.writeHead(200).on('drain', more);
      more();
    },
    cause: /^more than 65536 bytes$/,
  },
  {
    name: 'answers a key set of 64 KiB and a byte',
    answer: body(goodSet.padEnd(65_537)),
    cause: /^more than 65536 bytes$/,
  },
  {
    name: 'answers a gzip-encoded key set, which was not asked for',
    answer: body(gzipSync(goodSet), { 'content-encoding': 'gzip' }),
    cause: /^not JSON$/,
  },
  {
    name: 'answers 101 keys',
    answer: body(JSON.stringify({ keys: keys(101) })),
    cause: /^more than 100 keys$/,
  },
  notASet('nothing', ''),
  notASet('text', 'canary-claim: not JSON'),
  notASet('HTML', '<!doctype html><title>Just a moment…</title>'),
  notASet('null', 'null'),
  notASet('a number', '42'),
  notASet('a list of keys', `[${goodSet}]`),
  notASet('an object without keys', '{"jwks_uri":"canary-claim"}'),
  notASet('keys that are an object', '{"keys":{"0":{}}}'),
  notASet('two sets', `${goodSet}${goodSet}`),
];
