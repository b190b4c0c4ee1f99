import type { ClientRequest, IncomingMessage } from 'node:http';

/** Maximum bytes of a JWKS document; 100 RSA keys need about half of this. */
export const maxBytes = 65_536;

/** The JWKS endpoint did not return a document. The message never quotes the response. */
export class JwksFetchError extends Error {
  override readonly name = 'JwksFetchError';
  /** Whether an immediate retry may succeed: the connection was reset, or the server reported an error. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient = false) {
    super(message);
    this.isTransient = isTransient;
  }
}

/**
 * Fetches a JWKS document: status 200 only, no redirects, at most 64 KiB. Each fetch opens a new connection,
 * because connections do not survive while Lambda is frozen.
 * @param url https, or http of a loopback host
 * @param timeoutMs limit in milliseconds from DNS lookup to last byte, retry included
 * @param mayRetry called once after a transient error; returns whether to try again
 * @throws {JwksFetchError}
 */
export async function fetchJwks(
  url: URL,
  timeoutMs: number,
  mayRetry: () => boolean,
): Promise<string> {
  let currentRequest: ClientRequest | undefined;
  let timedOut = false;
  // AbortSignal.timeout does the same, but with the stream code that it loads costs a cold start 2 ms.
  const timer = setTimeout(() => {
    timedOut = true;
    currentRequest?.destroy();
  }, timeoutMs);
  const attempt = () =>
    document(url, (request) => {
      currentRequest = request;
    });
  try {
    return await attempt().catch((error: JwksFetchError) => {
      if (timedOut || !error.isTransient || !mayRetry()) throw error;
      return attempt();
    });
  } catch (error) {
    throw timedOut ? new JwksFetchError(`no response within ${timeoutMs} ms`) : error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sends one request, and passes it to `started`, so that it can be aborted.
 * @throws {JwksFetchError} also when it is aborted
 */
function document(url: URL, started: (request: ClientRequest) => void): Promise<string> {
  // An import of these evaluates all their lazy exports, which costs a cold start 45 ms.
  const { get } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(error instanceof JwksFetchError ? error : connectionError(error));
    // Node.js emits nothing else when a server switches protocols.
    const closed = () => reject(new JwksFetchError('no response'));
    const request: ClientRequest = get(
      url,
      { agent: false, headers: { accept: 'application/json' } },
      (message) => {
        request.off('close', closed);
        collect(message, resolve, fail);
      },
    );
    request.on('error', fail);
    request.on('close', closed);
    started(request);
  });
}

/** Errors of sockets, TLS and the HTTP parser all have a code. */
function connectionError(error: Error): JwksFetchError {
  const code = String((error as NodeJS.ErrnoException).code);
  return new JwksFetchError(code, code === 'ECONNRESET');
}

/** Collects a response by its events: a stream's async iterator costs a cold start 0.5 ms. */
function collect(
  message: IncomingMessage,
  resolve: (document: string) => void,
  fail: (error: Error) => void,
): void {
  const abort = (error: JwksFetchError) => {
    fail(error);
    message.destroy();
  };
  const status = Number(message.statusCode);
  if (status !== 200) {
    abort(new JwksFetchError(`status ${status}`, status >= 500));
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  message.on('error', fail);
  message.on('close', () => fail(new JwksFetchError('ECONNRESET', true)));
  message.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxBytes) abort(new JwksFetchError(`more than ${maxBytes} bytes`));
    else chunks.push(chunk);
  });
  message.on('end', () => resolve(Buffer.concat(chunks, length).toString('utf8')));
}
