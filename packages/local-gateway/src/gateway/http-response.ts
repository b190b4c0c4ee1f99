import { type ServerResponse, validateHeaderName, validateHeaderValue } from 'node:http';
import type { Header } from './client-request.ts';

export interface HttpResponse {
  readonly status: number;
  /** A name may occur more than once: `Set-Cookie`. */
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

export function textResponse(
  status: number,
  headers: readonly Header[],
  body: string,
): HttpResponse {
  return { status, headers, body: Buffer.from(body) };
}

/** Sends a response; a response to HEAD keeps its headers and has no body. */
export function sendResponse(
  output: ServerResponse,
  { status, headers, body }: HttpResponse,
): void {
  const hasBody = status !== 204 && status !== 304;
  const length: Header[] = hasBody ? [['Content-Length', String(body.length)]] : [];
  output.writeHead(status, [...headers, ...length].flat());
  if (!hasBody) output.end();
  // Node.js sends a short string together with the headers; latin1 keeps the bytes as they are.
  else if (body.length < 16_384) output.end(body.toString('latin1'), 'latin1');
  else output.end(body);
}

/** Tells whether HTTP allows a header's name and value. */
export function isValidHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
