import type { IncomingMessage } from 'node:http';
import type { RecordTrace } from './request-trace.ts';

export type Header = readonly [name: string, value: string];

export interface ClientRequest {
  readonly method: string;
  /** The path as sent, percent-encoded. */
  readonly rawPath: string;
  /** The decoded path, which the routes, ARNs and policies of an HTTP API match. */
  readonly path: string;
  /** The query as sent, without `?`. */
  readonly rawQuery: string;
  /** In the order and with the names as sent. */
  readonly headers: readonly Header[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly receivedAt: Date;
  /** Why API Gateway rejects it before routing. */
  readonly requestError: RequestError | undefined;
  /** Undefined when nothing observes the requests. */
  readonly trace?: RecordTrace;
}

/** Why API Gateway rejects a request of any API. */
export type RequestError = 'headers-too-large' | 'body-too-large' | 'bad-path';

/** API Gateway's payload limit. @see API Gateway, "Quotas" */
export const maxBodyBytes = 10 * 1024 * 1024;

/** The limit of request line and headers. @see API Gateway, "Quotas for HTTP APIs" */
const maxHeadBytes = 10_240;

/** Reads a request; stops at the size limits. */
export async function readClientRequest(message: IncomingMessage): Promise<ClientRequest> {
  const receivedAt = new Date();
  const { rawPath, rawQuery } = splitTarget(message.url ?? '/');
  const headers = pairs(message.rawHeaders);
  const path = decodedPath(rawPath);
  const headBytes =
    Buffer.byteLength(`${message.method} ${message.url} HTTP/1.1\r\n`) +
    headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  const body = headBytes > maxHeadBytes ? Buffer.alloc(0) : await readBody(message);
  const requestError = findRequestError(headBytes, body, path);
  return {
    method: message.method ?? 'GET',
    rawPath,
    path: path ?? rawPath,
    rawQuery,
    headers,
    body: body ?? Buffer.alloc(0),
    sourceIp: (message.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, ''),
    receivedAt,
    requestError,
  };
}

/** Says in the log why a path gets 400. */
export const badPathNote =
  'not known how AWS reads this path (dot segments, NUL, malformed encoding): it may serve it';

/**
 * Percent-decodes a path; returns undefined when it is ambiguous: dot segments, NUL, malformed
 * encoding. API Gateway's handling of those is not documented, and a path that the router and the
 * policy read differently would bypass the authorizer.
 */
export function decodedPath(rawPath: string): string | undefined {
  if (!rawPath.startsWith('/')) return undefined;
  try {
    const path = decodeURIComponent(rawPath);
    return /\0|\/\.{1,2}(\/|$)/.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

function splitTarget(target: string): { rawPath: string; rawQuery: string } {
  const local = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const mark = local.indexOf('?');
  const rawPath = mark < 0 ? local : local.slice(0, mark);
  return { rawPath: rawPath || '/', rawQuery: mark < 0 ? '' : local.slice(mark + 1) };
}

function pairs(rawHeaders: readonly string[]): Header[] {
  return rawHeaders.flatMap((name, index): Header[] =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? '']] : [],
  );
}

const empty = Buffer.alloc(0);

async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const length = message.headers['content-length'];
  if (length === undefined && message.headers['transfer-encoding'] === undefined) return empty;
  if (Number(length ?? 0) > maxBodyBytes) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function findRequestError(
  headBytes: number,
  body: Buffer | undefined,
  path: string | undefined,
): RequestError | undefined {
  if (headBytes > maxHeadBytes) return 'headers-too-large';
  if (body === undefined) return 'body-too-large';
  return path === undefined ? 'bad-path' : undefined;
}
