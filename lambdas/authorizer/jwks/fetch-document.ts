import type { ClientRequest, RequestOptions } from 'node:http';
import { JwksFetchError } from './jwks-fetch-error.ts';
import { acceptEncoding, collectText, type FetchedDocument } from './response-text.ts';

/** Firewalls answer 403 to requests without User-Agent, and strict servers 406 to a narrow Accept. */
export const requestHeaders = {
  'user-agent': 'zuplo-jwt-authorizer/1',
  accept: 'application/json, application/jwk-set+json, */*;q=0.1',
  'accept-encoding': acceptEncoding,
};

/**
 * Fetches an issuer's JWKS: status 200 only, no redirects, at most 64 KiB. Each fetch opens a new connection,
 * because connections do not survive while Lambda is frozen.
 * @param url https, or http of a loopback host
 * @param timeoutMs limit in milliseconds from DNS lookup to last byte, retry included
 * @param mayRetry called once after a transient error; returns whether to try again
 * @throws {JwksFetchError}
 */
export async function fetchDocument(
  url: URL,
  timeoutMs: number,
  mayRetry: () => boolean,
): Promise<FetchedDocument> {
  let currentRequest: ClientRequest | undefined;
  let timedOut = false;
  let timer: NodeJS.Timeout | undefined;
  // AbortSignal.timeout does the same, but with the stream code that it loads costs a cold start 2 ms. Not left
  // to the request's events: Node.js emits none for a request that is destroyed while a proxy opens its tunnel.
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      timedOut = true;
      currentRequest?.destroy();
      reject(new JwksFetchError(`no response within ${timeoutMs} ms`));
    }, timeoutMs);
  });
  const attempt = () =>
    sendRequest(url, timeoutMs, (request) => {
      currentRequest = request;
    });
  const document = attempt().catch((error: JwksFetchError) => {
    if (timedOut || !error.isTransient || !mayRetry()) throw error;
    return attempt();
  });
  try {
    return await Promise.race([document, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sends one request, and passes it to `started`, so that it can be aborted.
 * @throws {JwksFetchError} also when it is aborted
 */
function sendRequest(
  url: URL,
  timeoutMs: number,
  started: (request: ClientRequest) => void,
): Promise<FetchedDocument> {
  // An import of these evaluates all their lazy exports, which costs a cold start 45 ms.
  const http = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    const fail = (error: Error) =>
      reject(error instanceof JwksFetchError ? error : connectionError(error));
    // Node.js emits nothing else when a server switches protocols.
    const closed = () => reject(new JwksFetchError('no response'));
    const agent = agentOf(url, timeoutMs);
    const request: ClientRequest = http.get(url, { agent, headers: requestHeaders }, (message) => {
      request.off('close', closed);
      const status = Number(message.statusCode);
      if (status === 200) {
        collectText(message, resolve, fail);
        return;
      }
      fail(new JwksFetchError(`status ${status}`, status >= 500));
      message.destroy();
    });
    request.on('error', fail);
    request.on('close', closed);
    started(request);
  });
}

/**
 * Returns an agent for one request. Like Node.js's own agents, it uses HTTPS_PROXY and NO_PROXY if
 * NODE_USE_ENV_PROXY is 1 (https://nodejs.org/api/http.html#built-in-proxy-support). No proxy is asked for http,
 * because a loopback host is on this machine.
 */
function agentOf(url: URL, timeoutMs: number): RequestOptions['agent'] {
  if (process.env['NODE_USE_ENV_PROXY'] !== '1' || url.protocol !== 'https:') return false;
  const { Agent } = process.getBuiltinModule('node:https');
  // The timeout closes the connection to a proxy that does not open a tunnel.
  return new Agent({ proxyEnv: process.env, keepAlive: false, timeout: timeoutMs });
}

/** Errors of sockets, TLS and the HTTP parser all have a code. */
function connectionError(error: Error): JwksFetchError {
  const code = String((error as NodeJS.ErrnoException).code);
  return new JwksFetchError(code, code === 'ECONNRESET');
}
