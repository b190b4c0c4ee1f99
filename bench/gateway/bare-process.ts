import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';

// A child process: the smallest HTTP server that invokes a handler, in its own process.

const [, , bundle = ''] = process.argv;
const { handler } = await import(pathToFileURL(bundle).href);
const server = createServer(async (request, response) => {
  const event = { rawPath: request.url, headers: request.headers };
  const { statusCode, headers, body } = await handler(event);
  response.writeHead(statusCode, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
