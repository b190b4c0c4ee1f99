import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A request of a function's process, by the end of its path: `invocation/next`, `init/error`,
 * `<request id>/response` or `<request id>/error`.
 */
export interface RuntimeReport {
  readonly subject: string | undefined;
  readonly kind: string | undefined;
  /** A response or an error as JSON text. */
  readonly body: string;
}

/** The Lambda Runtime API of one instance, on a loopback port of its own. */
export interface RuntimeApi {
  /** `host:port` */
  readonly address: string;
  /** Responds to the process's request for the next invocation, or to its next such request. */
  deliver(event: string, headers: Readonly<Record<string, string | number>>): void;
  close(): void;
}

/**
 * Starts a Runtime API.
 *
 * @param report called with each request, when what the function wrote before it has been read
 * @see Lambda, "Using the Lambda runtime API for custom runtimes"
 */
export async function startRuntimeApi(
  report: (request: RuntimeReport) => void,
): Promise<RuntimeApi> {
  let waiting: ServerResponse | undefined;
  let respond: ((response: ServerResponse) => void) | undefined;
  const deliver = (): void => {
    if (waiting === undefined || respond === undefined) return;
    respond(waiting);
    waiting = respond = undefined;
  };
  // A handler may take minutes between two requests.
  const timeouts = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };
  const server = createServer(timeouts, (request, response) => {
    const [kind, subject] = (request.url ?? '').split('/').reverse();
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      if (kind === 'next') waiting = response;
      else response.writeHead(202, { 'Content-Length': 0 }).end();
      deliver();
      // The function's output is read in this turn of the event loop.
      setImmediate(report, { kind, subject, body });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliver: (event, headers) => {
      respond = (response) =>
        response
          .writeHead(200, { ...headers, 'Content-Length': Buffer.byteLength(event) })
          .end(event);
      deliver();
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
