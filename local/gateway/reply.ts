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

/** Sends a reply; a response to HEAD keeps its headers and loses its body. */
export function send(response: ServerResponse, reply: Reply): void {
  const headers = [...reply.headers];
  const bodiless = reply.status === 204 || reply.status === 304;
  if (!bodiless) headers.push(['Content-Length', String(reply.body.length)]);
  response.writeHead(reply.status, headers.flat());
  response.end(bodiless ? undefined : reply.body);
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
