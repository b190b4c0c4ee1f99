import type { IncomingMessage } from 'node:http';
import { isForThisMachine } from '../zuplo/same-machine.ts';

/**
 * Whether a request is that of a browser whose user opens the console: it reads `/`, takes HTML,
 * carries no Authorization header and, where the browser says so (Fetch Metadata), navigates.
 * Everything else at `/` is for the API.
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
    isForThisMachine(request)
  );
}
