import type { IncomingMessage } from 'node:http';
import { hasLoopbackHost } from '../zuplo/request-origin.ts';

/**
 * Tells whether a request is a browser's navigation to `/`: it accepts HTML and has no Authorization
 * header. All other requests to `/` are the API's.
 */
export function opensConsole(
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
): boolean {
  const { method, url = '', headers } = request;
  return (
    (method === 'GET' || method === 'HEAD') &&
    /^\/(?:\?|$)/.test(url) &&
    headers.authorization === undefined &&
    /\btext\/html\b/i.test(headers.accept ?? '') &&
    (headers['sec-fetch-mode'] ?? 'navigate') === 'navigate' &&
    hasLoopbackHost(request)
  );
}
