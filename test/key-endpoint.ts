import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An issuer's key endpoint, on a loopback socket, that does as a test bids. */
export interface KeyEndpoint {
  /** Without a trailing slash, as tokens name it. */
  readonly issuer: string;
  /** How many requests have come. */
  readonly fetches: number;
  /** From now on serves these keys. */
  publish(...jwks: readonly unknown[]): void;
  /** From now on answers like this. */
  answer(listener: RequestListener): void;
  close(): Promise<void>;
}

/** Starts an endpoint that serves an empty key set at `<issuer>/.well-known/jwks.json`. */
export async function startKeyEndpoint(): Promise<KeyEndpoint> {
  let listener: RequestListener;
  let fetches = 0;
  const answer = (next: RequestListener) => {
    listener = next;
  };
  const publish = (...keys: readonly unknown[]) =>
    answer((request, response) => {
      const isKeySet = request.url === '/__zuplo/issuer/.well-known/jwks.json';
      response.writeHead(isKeySet ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ keys }));
    });
  publish();
  const server = createServer((request, response) => {
    fetches += 1;
    listener(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}/__zuplo/issuer`,
    get fetches() {
      return fetches;
    },
    publish,
    answer,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
