import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A request of a function's process, by the end of its path: `invocation/next`, `init/error`,
 * `<request id>/response` or `<request id>/error`.
 */
export interface RuntimeRequest {
  readonly subject: string | undefined;
  readonly kind: string | undefined;
  /** A response or an error as JSON text. */
  readonly body: string;
  /** Open only for `invocation/next`. */
  readonly response: ServerResponse;
}

/**
 * Starts the Lambda Runtime API of one process, on a free loopback port.
 *
 * @param receive called with each request, when what the function wrote before it has been read
 * @see Lambda, "Using the Lambda runtime API for custom runtimes"
 */
export async function startRuntimeApi(receive: (request: RuntimeRequest) => void): Promise<Server> {
  // A handler may take minutes between two requests.
  const timeouts = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };
  const server = createServer(timeouts, (request, response) => {
    const [kind, subject] = (request.url ?? '').split('/').reverse();
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      if (kind !== 'next') response.writeHead(202, { 'Content-Length': 0 }).end();
      // The function's output is read in this turn of the event loop.
      setImmediate(receive, { kind, subject, body, response });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return server;
}

/** Returns where a Runtime API listens: `host:port`. */
export function addressOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  return `${address}:${port}`;
}
