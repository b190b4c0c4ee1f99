import { createServer, type RequestListener, type Server } from 'node:http';
import { UserError } from './user-error.ts';

/** An HTTP server on this machine's loopback addresses. */
export interface LoopbackServer {
  readonly port: number;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

/** What to listen on, and what answers the requests. */
export interface LoopbackServerOptions {
  /** The TCP port; 0: any free port. */
  readonly port: number;
  /** The setting that changes the port (`PORT`, `--port`), for error messages. */
  readonly portSetting: string;
  readonly onRequest: RequestListener;
  /** Size limit of the request line and headers. @default Node.js's limit, 16 KiB */
  readonly maxHeaderBytes?: number;
}

/**
 * Starts an HTTP server on 127.0.0.1 and, where the machine has IPv6, on ::1, because clients
 * resolve `localhost` to either address.
 *
 * @throws {UserError} when the port is in use or requires privileges
 */
export async function startLoopbackServer(options: LoopbackServerOptions): Promise<LoopbackServer> {
  const { onRequest, maxHeaderBytes } = options;
  const create = (): Server =>
    createServer(maxHeaderBytes === undefined ? {} : { maxHeaderSize: maxHeaderBytes }, onRequest);
  const servers = [create(), create()] as const;
  const close = async (): Promise<void> => {
    await Promise.all(servers.map(stop));
  };
  try {
    const port = await listen(servers[0], options.port, '127.0.0.1');
    const noIpv6 = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];
    await listen(servers[1], port, '::1').catch((error: NodeJS.ErrnoException) => {
      if (!noIpv6.includes(String(error.code))) throw error;
    });
    return { port, close };
  } catch (error) {
    await close();
    // The free port of 127.0.0.1 is taken on ::1: try another one.
    if (options.port === 0 && codeOf(error) === 'EADDRINUSE') return startLoopbackServer(options);
    throw listenError(error, options);
  }
}

/**
 * Checks that a port can be listened on, before work whose result needs it.
 *
 * @throws {UserError} when the port is in use or requires privileges
 */
export async function checkPort(port: number, portSetting: string): Promise<void> {
  const server = await startLoopbackServer({ port, portSetting, onRequest: () => {} });
  await server.close();
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function listenError(error: unknown, { port, portSetting }: LoopbackServerOptions): unknown {
  const causes: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is already in use',
    EACCES: 'requires privileges',
  };
  const cause = causes[codeOf(error)];
  if (cause === undefined) return error;
  return new UserError(
    `port ${port} ${cause}: set ${portSetting} to another port, or to 0 for any free port`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Resolves also for a server that does not listen. */
function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
