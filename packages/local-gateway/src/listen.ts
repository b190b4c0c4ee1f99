import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { UserError } from './user-error.ts';

/**
 * Has a server listen on this machine's loopback address and gives the port: the one asked for, or
 * a free one for 0.
 *
 * @param variable the environment variable that moves this server, named when the port cannot be had
 * @throws {UserError} when the port is in use or not allowed
 */
export async function listen(server: Server, port: number, variable: string): Promise<number> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    throw portError(error, port, variable);
  }
  return (server.address() as AddressInfo).port;
}

/**
 * Finds out early that a port will not be had, where listening on it comes after much work.
 *
 * @throws {UserError} when the port is in use or not allowed
 */
export async function checkPort(port: number, variable: string): Promise<void> {
  const server = createServer();
  await listen(server, port, variable);
  server.close();
  await once(server, 'close');
}

/** What to tell about a failure to listen; any other error as it is. */
export function portError(error: unknown, port: number, variable: string): unknown {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is in use',
    EACCES: 'is not allowed',
  };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = why[code];
  if (reason === undefined) return error;
  return new UserError(
    `port ${port} ${reason}: set ${variable} to another one, or to 0 for any that is free`,
  );
}
