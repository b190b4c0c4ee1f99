import type { IncomingMessage } from 'node:http';
import type { RecordTrace } from './request-trace.ts';

/** A header as it was sent. */
export type Header = readonly [name: string, value: string];

/** A client's request, taken apart but not yet judged. */
export interface ClientRequest {
  readonly method: string;
  /** The path as sent, percent-encoded. */
  readonly rawPath: string;
  /** The path decoded: the one string that routes, ARNs and policies are held against. */
  readonly path: string;
  /** The query as sent, without `?`. */
  readonly rawQuery: string;
  /** In the order they came, names as they were written. */
  readonly headers: readonly Header[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly receivedAt: Date;
  /** Why it goes no further than the front door; undefined for most. */
  readonly requestError: RequestError | undefined;
  /** Takes down what becomes of it; undefined where nobody watches. */
  readonly trace?: RecordTrace;
}

/** What the front door turns away, whatever the API. */
export type RequestError = 'headers-too-large' | 'body-too-large' | 'bad-path';

/** 10 MB: API Gateway's limit of a payload. @see API Gateway, "Quotas" */
const maxBodyBytes = 10 * 1024 * 1024;

/** Request line and headers together. @see API Gateway, "Quotas for HTTP APIs" */
const maxHeadBytes = 10_240;

/** Reads a request to its end, or to the point where it is too large. */
export async function readClientRequest(message: IncomingMessage): Promise<ClientRequest> {
  const receivedAt = new Date();
  const { rawPath, rawQuery } = splitTarget(message.url ?? '/');
  const headers = pairs(message.rawHeaders);
  const path = decodedPath(rawPath);
  const headBytes =
    Buffer.byteLength(`${message.method} ${message.url} HTTP/1.1\r\n`) +
    headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  const body = headBytes > maxHeadBytes ? Buffer.alloc(0) : await readBody(message);
  const requestError = requestErrorOf(headBytes, body, path);
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

/**
 * A path with every segment percent-decoded; undefined when it could be read in two ways: dot
 * segments, encoded slashes, NUL, broken encoding. What API Gateway makes of those is not
 * documented, and a path that router and policy read differently is a way around the authorizer.
 */
export function decodedPath(rawPath: string): string | undefined {
  if (!rawPath.startsWith('/')) return undefined;
  const segments = rawPath.split('/').map((segment) => {
    try {
      return decodeURIComponent(segment);
    } catch {
      return '/';
    }
  });
  const ambiguous = segments.some((segment) => /^\.{1,2}$|[/\\\0]/.test(segment));
  return ambiguous ? undefined : segments.join('/');
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

function requestErrorOf(
  headBytes: number,
  body: Buffer | undefined,
  path: string | undefined,
): RequestError | undefined {
  if (headBytes > maxHeadBytes) return 'headers-too-large';
  if (body === undefined) return 'body-too-large';
  return path === undefined ? 'bad-path' : undefined;
}
