import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { UserError } from '../user-error.ts';

/** A server on this machine's loopback addresses. */
export interface LocalhostServer {
  readonly port: number;
  /** Stops listening and drops every connection. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and, where the machine has it, on ::1, so that `localhost` reaches it
 * whichever a client tries first.
 *
 * @param port 0: a free one
 * @throws {UserError} when the port is in use or not allowed.
 */
export async function listenOnLocalhost(
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LocalhostServer> {
  // Requests over API Gateway's own limit must reach us to be answered as it does.
  const serve = (): Server => createServer({ maxHeaderSize: 64 * 1024 }, answer);
  const first = serve();
  const chosen = await listen(first, port, '127.0.0.1');
  const second = serve();
  const servers = [first];
  try {
    await listen(second, chosen, '::1');
    servers.push(second);
  } catch (error) {
    const inUse = error instanceof PortInUse;
    if (inUse || !(error instanceof NoSuchAddress)) await close(first);
    if (inUse && port === 0) return listenOnLocalhost(0, answer);
    if (!(error instanceof NoSuchAddress)) throw error;
  }
  return {
    port: chosen,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

class PortInUse extends UserError {}

class NoSuchAddress extends Error {}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(listenError(error, port));
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new PortInUse(
        `port ${port} is in use; PORT=<another> moves the API, PORT=0 finds one`,
      );
    case 'EACCES':
      return new UserError(`port ${port} is not allowed; PORT=<another> moves the API`);
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return new NoSuchAddress(error.message);
    default:
      return error;
  }
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
