import type { ClientRequest, IncomingMessage } from 'node:http';

/** A key set of 100 RSA keys needs about half of this. */
const maxBytes = 65_536;

/** The key endpoint did not give a document; the message says why, in our own words. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed';
  /** Whether asking again at once may help: the connection was reset, or the error is the server's. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing = false) {
    super(message);
    this.isPassing = isPassing;
  }
}

/**
 * Gets a key set document: status 200 only, no redirects, at most 64 KiB. A new connection each time,
 * because one that is kept while Lambda is frozen is dead when it thaws.
 * @param url https, or http of a loopback host
 * @param deadlineMs milliseconds for all of it, from the name look-up to the last byte, retry included
 * @param mayRetry asked once, if the failure may pass: going without keys costs more than asking again
 * @throws {FetchFailed}
 */
export async function fetchKeySet(
  url: URL,
  deadlineMs: number,
  mayRetry: () => boolean,
): Promise<string> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const attempt = async () => {
    try {
      return await body(await response(url, deadline));
    } catch (error) {
      if (deadline.aborted) throw new FetchFailed(`no answer within ${deadlineMs} ms`);
      throw error instanceof FetchFailed ? error : connectionFailure(error);
    }
  };
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof FetchFailed && error.isPassing && mayRetry())) throw error;
    return attempt();
  }
}

/** Sockets, TLS and the HTTP parser all name their errors by code. */
function connectionFailure(error: unknown): FetchFailed {
  const code = String((error as NodeJS.ErrnoException).code);
  return new FetchFailed(code, code === 'ECONNRESET');
}

function response(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  // An import of these would evaluate all their lazy exports, which costs a cold start dearly.
  const { get } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    const request: ClientRequest = get(
      url,
      { agent: false, signal, headers: { accept: 'application/json' } },
      resolve,
    );
    request.on('error', reject);
    // All that Node.js says of a server that switches protocols; nothing once a response has come.
    request.on('close', () => reject(new FetchFailed('no response')));
  });
}

async function body(message: IncomingMessage): Promise<string> {
  const status = Number(message.statusCode);
  if (status !== 200) {
    message.destroy();
    throw new FetchFailed(`status ${status}`, status >= 500);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += chunk.length;
    if (length > maxBytes) throw new FetchFailed(`more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length).toString('utf8');
}
