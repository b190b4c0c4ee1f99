import { type ServerResponse, validateHeaderName, validateHeaderValue } from 'node:http';
import type { Header } from './client-request.ts';

/** An answer to a client. */
export interface Reply {
  readonly status: number;
  /** A name may occur more than once: `Set-Cookie`. */
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

/** A reply whose body is a text, in UTF-8. */
export function textReply(status: number, headers: readonly Header[], body: string): Reply {
  return { status, headers, body: Buffer.from(body) };
}

/**
 * Sends a reply; a response to HEAD keeps its headers and loses its body.
 *
 * What is ready in one turn of the event loop leaves together at its end: a client that waits on
 * several connections is then woken once and not for each, which is half the cost of a small reply.
 */
export function send(response: ServerResponse, reply: Reply): void {
  if (ready.push([response, reply]) > 1) return;
  setImmediate(() => {
    for (const [waiting, its] of ready.splice(0)) write(waiting, its);
  });
}

const ready: [ServerResponse, Reply][] = [];

function write(response: ServerResponse, reply: Reply): void {
  const headers = [...reply.headers];
  const bodiless = reply.status === 204 || reply.status === 304;
  if (!bodiless) headers.push(['Content-Length', String(reply.body.length)]);
  response.writeHead(reply.status, headers.flat());
  if (bodiless) response.end();
  // Node.js sends a short text in one piece with the headers; as latin1 its bytes stay what they are.
  else if (reply.body.length < 16_384) response.end(reply.body.toString('latin1'), 'latin1');
  else response.end(reply.body);
}

/** Whether a header can be sent at all. */
export function isValidHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
