import type { RequestListener } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { signingKey } from '../signing.ts';

/** A response of a JWKS endpoint from which no JWKS can be read. */
export interface FaultyResponse {
  readonly name: string;
  readonly respond: RequestListener;
  /** The `cause` that is logged. */
  readonly cause: RegExp;
  /** Requests that one fetch makes while there is no JWKS. @default 1 */
  readonly attempts?: number;
}

const validJwks = JSON.stringify({ keys: [signingKey('EdDSA').jwk] });

const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(code, headers).end(validJwks);
  };

const body =
  (text: string | Buffer, headers: Readonly<Record<string, string>> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(text);
  };

/** Writes bytes to the socket, without node:http. */
const raw =
  (text: string, then: 'end' | 'reset' | 'hang' = 'end'): RequestListener =>
  ({ socket }) => {
    socket.write(text, () => {
      if (then === 'end') socket.end();
      if (then === 'reset') socket.resetAndDestroy();
    });
  };

const statusResponses: readonly FaultyResponse[] = [
  ...[201, 204, 206, 304, 400, 401, 403, 404, 410, 429].map((code) => ({
    name: `responds with ${code}`,
    respond: status(code),
    cause: new RegExp(`^status ${code}$`),
  })),
  ...[500, 502, 503, 504].map((code) => ({
    name: `responds with ${code}, also to the retry`,
    respond: status(code),
    cause: new RegExp(`^status ${code}$`),
    attempts: 2,
  })),
  ...[301, 302, 303, 307, 308].map((code) => ({
    name: `redirects to itself with ${code}`,
    respond: status(code, { location: '/__zuplo/issuer/.well-known/jwks.json' }),
    cause: new RegExp(`^status ${code}$`),
  })),
];

const reset = { cause: /^ECONNRESET$/, attempts: 2 };

const connectionFaults: readonly FaultyResponse[] = [
  {
    name: 'resets the connection before it responds',
    respond: ({ socket }) => socket.resetAndDestroy(),
    ...reset,
  },
  {
    name: 'closes the connection before it responds',
    respond: ({ socket }) => socket.end(),
    ...reset,
  },
  {
    name: 'resets the connection during the body',
    respond: raw(`HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n${validJwks}`, 'reset'),
    ...reset,
  },
  {
    name: 'sends less than its content-length',
    respond: raw(`HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n${validJwks}`),
    ...reset,
  },
  {
    name: 'closes the connection during a chunk',
    respond: raw(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3e7\r\n${validJwks}`),
    ...reset,
  },
  {
    name: 'closes the connection during a body without content-length',
    respond: raw(`HTTP/1.1 200 OK\r\n\r\n${validJwks.slice(0, -2)}`),
    cause: /^not JSON$/,
  },
  { name: 'does not use HTTP', respond: raw('SSH-2.0-OpenSSH_9.9\r\n'), cause: /^HPE_\w+$/ },
  {
    name: 'sends 100 kB of headers',
    respond: raw(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}\r\n\r\n${validJwks}`),
    cause: /^HPE_HEADER_OVERFLOW$/,
  },
  {
    name: 'switches protocols',
    respond: raw('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
    cause: /^[\w ]+$/,
  },
];

const invalidBodies = {
  'an empty body': '',
  'plain text': 'canary-claim: not JSON',
  HTML: '<!doctype html><title>Just a moment…</title>',
  null: 'null',
  'a number': '42',
  'an array of keys': `[${validJwks}]`,
  'an object without keys': '{"jwks_uri":"canary-claim"}',
  'keys as an object': '{"keys":{"0":{}}}',
  'two JWKS': `${validJwks}${validJwks}`,
};

/** Decompressed, 16 times the limit. */
const spaces = Buffer.alloc(1_048_576, ' ');

const bodyFaults: readonly FaultyResponse[] = [
  {
    name: 'sends 50 MB with a content-length',
    respond: (request, response) => body(Buffer.alloc(50 * 1024 * 1024, ' '))(request, response),
    cause: /^more than 65536 bytes$/,
  },
  {
    name: 'sends an endless body',
    respond(_, response) {
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
    name: 'sends a JWKS of 64 KiB and one byte',
    respond: body(validJwks.padEnd(65_537)),
    cause: /^more than 65536 bytes$/,
  },
  {
    name: 'sends 1 MB of spaces in gzip',
    respond: body(gzipSync(spaces), { 'content-encoding': 'gzip' }),
    cause: /^more than 65536 bytes$/,
  },
  {
    name: 'sends 1 MB of spaces in br',
    respond: body(brotliCompressSync(spaces), { 'content-encoding': 'br' }),
    cause: /^more than 65536 bytes$/,
  },
  {
    name: 'sends a truncated gzip-encoded JWKS',
    respond: body(gzipSync(validJwks).subarray(0, -12), { 'content-encoding': 'gzip' }),
    cause: /^invalid gzip data$/,
  },
  ...['gzip', 'br', 'deflate'].map((encoding) => ({
    name: `sends a plain JWKS and says that it is ${encoding}`,
    respond: body(validJwks, { 'content-encoding': encoding }),
    cause: new RegExp(`^invalid ${encoding} data$`),
  })),
  ...['zstd', 'compress', 'gzip, br', '__proto__'].map((encoding) => ({
    name: `sends a JWKS in the content encoding ${encoding}`,
    respond: body(validJwks, { 'content-encoding': encoding }),
    cause: /^unsupported content encoding$/,
  })),
  {
    name: 'sends a gzip-encoded JWKS without a content encoding',
    respond: body(gzipSync(validJwks)),
    cause: /^not JSON$/,
  },
  {
    name: 'sends a JWKS in UTF-16',
    respond: body(Buffer.from(`\ufeff${validJwks}`, 'utf16le')),
    cause: /^not JSON$/,
  },
  {
    name: 'sends two byte order marks',
    respond: body(`\ufeff\ufeff${validJwks}`),
    cause: /^not JSON$/,
  },
  {
    name: 'sends 101 keys',
    respond: body(JSON.stringify({ keys: Array.from({ length: 101 }, () => ({ kty: 'OKP' })) })),
    cause: /^more than 100 keys$/,
  },
  ...Object.entries(invalidBodies).map(([name, text]) => ({
    name: `sends ${name}`,
    respond: body(text),
    cause: /^(not JSON|no array "keys")$/,
  })),
];

/** All responses that end before the timeout. */
export const faultyResponses: readonly FaultyResponse[] = [
  ...statusResponses,
  ...connectionFaults,
  ...bodyFaults,
];

const drip: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': String(validJwks.length) });
  let sent = 0;
  const timer = setInterval(() => {
    response.write(validJwks.slice(sent, sent + 1));
    sent += 1;
  }, 20);
  response.on('close', () => clearInterval(timer));
};

/** Responses that only the timeout ends. */
export const hangingResponses: Readonly<Record<string, RequestListener>> = {
  'hangs before it responds': () => undefined,
  'hangs during the body': (_, response) => {
    response.writeHead(200).write(validJwks.slice(0, 10));
  },
  'hangs during the headers': raw('HTTP/1.1 200 OK\r\nx: ', 'hang'),
  'sends early hints only': raw('HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(3), 'hang'),
  'sends its body byte by byte': drip,
};
