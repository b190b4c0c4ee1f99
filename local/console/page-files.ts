import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where the page's files are, below the stand-in's own address. */
export const filesPath = '/__local/console/';

const folder = new URL('./page/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

/** What the page may do: use its own files and talk to its own server. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Forbids a browser whatever the console does not need; for all of its answers. */
export function setSafeHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', policy);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cache-control', 'no-store');
}

/** Gives the handler for one file of the page; undefined where there is no such name. */
export function pageFile(name: string) {
  const type = types[/^[a-z-]+\.([a-z]+)$/.exec(name)?.[1] ?? ''];
  if (type === undefined) return undefined;
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const content = await readFile(new URL(name, folder)).catch(() => undefined);
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    // The API answers at the same address to whoever asks otherwise.
    response.setHeader('vary', 'accept, authorization, sec-fetch-mode');
    response.setHeader('content-type', type).setHeader('content-length', content.length);
    response.writeHead(200).end(request.method === 'HEAD' ? undefined : content);
  };
}
