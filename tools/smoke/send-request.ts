import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { urlToHttpOptions } from 'node:url';

/** The API under test. */
export interface Target {
  /** The API's base URL. */
  readonly url: URL;
  /** Limit for one request, from connecting to the last byte. */
  readonly timeoutMs: number;
}

export interface SmokeRequest {
  readonly method: string;
  /** The path below the base URL, sent unchanged. */
  readonly path: string;
  /** The Authorization header; undefined for none. */
  readonly authorization: string | undefined;
}

export interface SmokeResponse {
  readonly status: number;
  /** The header `Content-Type`; null if absent. */
  readonly type: string | null;
  /** At most 64 KiB. */
  readonly body: string;
  /** The header `WWW-Authenticate`; null if absent. */
  readonly challenge: string | null;
  /** The header `Location`; null if absent. Redirects are not followed. */
  readonly location: string | null;
}

const maxBodyBytes = 65_536;

/** The API did not respond. */
export class NoResponseError extends Error {
  override readonly name = 'NoResponseError';
  readonly isConnectionRefused: boolean;

  constructor(message: string, isConnectionRefused = false) {
    super(message);
    this.isConnectionRefused = isConnectionRefused;
  }
}

/**
 * Sends a request; all methods except GET have an empty JSON object as their body. Unlike `fetch`, does not
 * normalize the path, because its spelling may be a way around an authorizer.
 * @throws {NoResponseError}
 */
export async function sendRequest(
  { url, timeoutMs }: Target,
  { method, path, authorization }: SmokeRequest,
): Promise<SmokeResponse> {
  const signal = AbortSignal.timeout(timeoutMs);
  const outgoing = (url.protocol === 'https:' ? https : http).request({
    ...urlToHttpOptions(url),
    method,
    path: url.pathname.replace(/\/$/, '') + path,
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(method !== 'GET' && { 'content-type': 'application/json', 'content-length': 2 }),
    },
    // A kept connection may be closed at the moment when it is used again.
    agent: false,
    signal,
  });
  // An error after the response has started is thrown while the response is read.
  outgoing.on('error', () => {});
  try {
    outgoing.end(method === 'GET' ? undefined : '{}');
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    return await readResponse(response);
  } catch (error) {
    if (signal.aborted) throw new NoResponseError(`no response within ${timeoutMs / 1000} s`);
    const { code, message } = error as NodeJS.ErrnoException;
    throw new NoResponseError(`no response (${code ?? message})`, code === 'ECONNREFUSED');
  } finally {
    outgoing.destroy();
  }
}

async function readResponse(response: IncomingMessage): Promise<SmokeResponse> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBodyBytes) break;
  }
  const { statusCode = 0, headers } = response;
  return {
    status: statusCode,
    type: headers['content-type'] ?? null,
    body: Buffer.concat(chunks).subarray(0, maxBodyBytes).toString(),
    challenge: headers['www-authenticate'] ?? null,
    location: headers.location ?? null,
  };
}
