import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An issuer's JWKS endpoint on a loopback socket, controlled by a test. */
export interface KeyEndpoint {
  /** The issuer's URL, as in the `iss` claim. */
  readonly issuer: string;
  /** Number of requests received. */
  readonly fetches: number;
  /** Serves these keys from now on. */
  publish(...jwks: readonly unknown[]): void;
  /** Handles requests with this listener from now on. */
  answer(listener: RequestListener): void;
  close(): Promise<void>;
}

/** Starts an endpoint that serves an empty JWKS at `<issuer>/.well-known/jwks.json`. */
export async function startKeyEndpoint(): Promise<KeyEndpoint> {
  let listener: RequestListener;
  let fetches = 0;
  const answer = (next: RequestListener) => {
    listener = next;
  };
  const publish = (...keys: readonly unknown[]) =>
    answer((request, response) => {
      const isJwksUrl = request.url === '/__zuplo/issuer/.well-known/jwks.json';
      response.writeHead(isJwksUrl ? 200 : 404, { 'content-type': 'application/json' });
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
