/**
 * Preloaded into a process (`node --import`): connecting to anything but a loopback address or a path fails
 * before a DNS lookup, and is recorded in the file `OTHER_HOSTS_FILE`.
 */
import { appendFileSync } from 'node:fs';
import { Socket } from 'node:net';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Returns the host that `connect` is called with; undefined for a path. Node.js wraps its own arguments in a list. */
function hostOf(given: readonly unknown[]): string | undefined {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given;
  if (typeof first === 'object' && first !== null) {
    const { host = 'localhost', path } = first as { host?: string; path?: string };
    return path === undefined || path === null ? host : undefined;
  }
  if (Number.isNaN(Number(first))) return undefined;
  return typeof second === 'string' ? second : 'localhost';
}

const connect = Socket.prototype.connect;

Socket.prototype.connect = function connectOnLoopback(this: Socket, ...given: unknown[]): Socket {
  const host = hostOf(given);
  if (host === undefined || loopback.test(host)) return Reflect.apply(connect, this, given);
  appendFileSync(process.env['OTHER_HOSTS_FILE'] ?? 'otherHosts', `${host}\n`);
  throw new Error(`${host} is not on this machine`);
};
