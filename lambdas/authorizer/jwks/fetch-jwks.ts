import type { ClientRequest, IncomingMessage } from 'node:http';

/** Bytes of a key set document; 100 RSA keys need about half of this. */
export const maxBytes = 65_536;

/** The key endpoint did not give a document; the message says why, in our own words. */
export class JwksFetchError extends Error {
  override readonly name = 'JwksFetchError';
  /** Whether asking again at once may help: the connection was reset, or the error is the server's. */
  readonly isTransient: boolean;

  constructor(message: string, isTransient = false) {
    super(message);
    this.isTransient = isTransient;
  }
}

/**
 * Gets a key set document: status 200 only, no redirects, at most 64 KiB. A new connection each time,
 * because one that is kept while Lambda is frozen is dead when it thaws.
 * @param url https, or http of a loopback host
 * @param deadlineMs milliseconds for all of it, from the name look-up to the last byte, retry included
 * @param mayRetry asked once, if the failure may pass: going without keys costs more than asking again
 * @throws {JwksFetchError}
 */
export async function fetchJwks(
  url: URL,
  deadlineMs: number,
  mayRetry: () => boolean,
): Promise<string> {
  let underWay: ClientRequest | undefined;
  let isLate = false;
  // AbortSignal.timeout says the same, but it and what streams make of it cost a cold start 2 ms.
  const timer = setTimeout(() => {
    isLate = true;
    underWay?.destroy();
  }, deadlineMs);
  const attempt = () =>
    document(url, (request) => {
      underWay = request;
    });
  try {
    return await attempt().catch((error: JwksFetchError) => {
      if (isLate || !error.isTransient || !mayRetry()) throw error;
      return attempt();
    });
  } catch (error) {
    throw isLate ? new JwksFetchError(`no answer within ${deadlineMs} ms`) : error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Makes one request, and tells `started` of it, so that it can be given up.
 * @throws {JwksFetchError} also when it is given up
 */
function document(url: URL, started: (request: ClientRequest) => void): Promise<string> {
  // An import of these would evaluate all their lazy exports, which costs a cold start dearly.
  const { get } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(error instanceof JwksFetchError ? error : connectionFailure(error));
    // All that Node.js says of a server that switches protocols.
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

/** Sockets, TLS and the HTTP parser all name their errors by code. */
function connectionFailure(error: Error): JwksFetchError {
  const code = String((error as NodeJS.ErrnoException).code);
  return new JwksFetchError(code, code === 'ECONNRESET');
}

/** Collects a response by its events: a stream's iterator costs a cold start half a millisecond. */
function collect(
  message: IncomingMessage,
  resolve: (document: string) => void,
  fail: (error: Error) => void,
): void {
  const refuse = (error: JwksFetchError) => {
    fail(error);
    message.destroy();
  };
  const status = Number(message.statusCode);
  if (status !== 200) {
    refuse(new JwksFetchError(`status ${status}`, status >= 500));
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  message.on('error', fail);
  message.on('close', () => fail(new JwksFetchError('ECONNRESET', true)));
  message.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > maxBytes) refuse(new JwksFetchError(`more than ${maxBytes} bytes`));
    else chunks.push(chunk);
  });
  message.on('end', () => resolve(Buffer.concat(chunks, length).toString('utf8')));
}
