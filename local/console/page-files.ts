import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The path of the page's files. */
export const filesPath = '/__local/console/';

const folder = new URL('./page/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Restricts the browser to what the console needs, for all responses. */
export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', contentSecurityPolicy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
}

/** Returns the handler for a file of the page; undefined for an invalid name. */
export function pageFile(name: string) {
  const type = types[/^[a-z-]+\.([a-z]+)$/.exec(name)?.[1] ?? ''];
  if (type === undefined) return undefined;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const content = await readFile(new URL(name, folder)).catch(() => undefined);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    // The API has the same URL (see opensConsole).
    response.setHeader('vary', 'accept, authorization, sec-fetch-mode');
    response.setHeader('content-type', type).setHeader('content-length', content.length);
    response.writeHead(200).end(request.method === 'HEAD' ? undefined : content);
  };
}
