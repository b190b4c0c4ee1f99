import { responseHeaders } from './response-headers.ts';

/** A response of a handler that both API types accept. */
export interface TextResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** Returns a response with a body as `text/plain` and the headers of every response. */
export function textResponse(statusCode: number, body: string): TextResponse {
  const headers = { 'content-type': 'text/plain; charset=utf-8', ...responseHeaders() };
  return { statusCode, headers, body };
}
