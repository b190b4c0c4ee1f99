import {
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
  request as send,
} from 'node:http';
import { respondProblem } from './problem-details.ts';

/** Where and how to forward a request. */
export interface Destination {
  /** The API's URL; its path is a prefix of the request's. */
  readonly upstream: URL;
  /** The Authorization header to send; undefined: none. */
  readonly authorization: string | undefined;
  readonly agent: Agent;
  /** Called with the API's response before it is sent to the client. */
  readonly onResponse?: (response: IncomingMessage) => void;
}

/** Headers of a single connection (RFC 9110 section 7.6.1), besides those that `Connection` names. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * Forwards a request and its response as streams, unchanged except for Authorization, Host and
 * hop-by-hop headers. Responds with 502 when the API cannot be reached.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  destination: Destination,
): void {
  const { upstream, agent, authorization } = destination;
  const outgoing = send({
    agent,
    host: upstream.hostname,
    port: upstream.port,
    method: request.method,
    path: upstream.pathname.replace(/\/$/, '') + request.url,
    headers: {
      // Node.js has already responded to Expect.
      ...endToEndHeaders(request, ['authorization', 'expect', 'host']),
      ...(authorization !== undefined && { authorization }),
      // Otherwise Node.js would send the body of a GET without framing.
      ...(request.headers['transfer-encoding'] && { 'transfer-encoding': 'chunked' }),
    },
  });
  outgoing.on('response', (incoming) => {
    destination.onResponse?.(incoming);
    const { statusCode = 502, statusMessage } = incoming;
    response.writeHead(statusCode, statusMessage, endToEndHeaders(incoming));
    // Otherwise an incomplete response would look complete to the client.
    incoming.on('error', () => response.destroy()).pipe(response);
  });
  outgoing.on('error', () => {
    if (response.headersSent) response.destroy();
    else respondProblem(request, response, 502, `No response from the API at ${upstream.origin}`);
  });
  response.on('close', () => outgoing.destroy());
  request.pipe(outgoing);
}

function endToEndHeaders(
  message: IncomingMessage,
  omitted: readonly string[] = [],
): OutgoingHttpHeaders {
  const named = message.headers.connection?.toLowerCase().split(/\s*,\s*/) ?? [];
  const dropped = new Set([...hopByHop, ...named, ...omitted]);
  return Object.fromEntries(
    Object.entries(message.headersDistinct).filter(([name]) => !dropped.has(name)),
  );
}
