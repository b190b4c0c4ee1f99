import { type Agent, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { answerProblem } from './problem-details.ts';

/** Where a request goes and as whom. */
export interface Destination {
  /** The API's address; its path, if any, comes before the request's. */
  readonly upstream: URL;
  /** What goes out as Authorization; undefined: nothing does. */
  readonly authorization: string | undefined;
  readonly agent: Agent;
  /** Told the answer's status and headers before they go out. */
  readonly answered?: (answer: IncomingMessage) => void;
}

/** What concerns one connection only (RFC 9110 section 7.6.1), besides what `Connection` names. */
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
 * Passes a request on and its answer back, both as streams: method, target, body and headers as
 * they came, but for Authorization, Host and what concerns one connection only. An API that cannot
 * be reached is a 502.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  destination: Destination,
): void {
  const { upstream, agent } = destination;
  const outgoing = send({
    agent,
    host: upstream.hostname,
    port: upstream.port,
    method: request.method,
    path: upstream.pathname.replace(/\/$/, '') + request.url,
    headers: headersFor(request, destination),
  });
  outgoing.on('response', (incoming) => {
    destination.answered?.(incoming);
    response.writeHead(
      incoming.statusCode ?? 502,
      incoming.statusMessage,
      endToEnd(incoming).flat(),
    );
    // A broken answer must not look like a short one: the caller's connection breaks with it.
    incoming.on('error', () => response.destroy()).pipe(response);
  });
  outgoing.on('error', () => {
    if (response.headersSent) response.destroy();
    else answerProblem(request, response, 502, `The API does not answer at ${upstream.origin}`);
  });
  response.on('close', () => outgoing.destroy());
  request.pipe(outgoing);
}

function headersFor(request: IncomingMessage, { upstream, authorization }: Destination): string[] {
  // The stand-in has answered an Expect already, and speaks for itself in Host and Authorization.
  const kept = endToEnd(request, ['authorization', 'expect', 'host']);
  const headers = [['Host', upstream.host], ...kept];
  if (authorization !== undefined) headers.push(['Authorization', authorization]);
  // Node would send the body of a GET without any framing otherwise.
  if (request.headers['transfer-encoding'] !== undefined) {
    headers.push(['Transfer-Encoding', 'chunked']);
  }
  return headers.flat();
}

/** Name and value of the headers that go further, in order and in their own spelling. */
function endToEnd(message: IncomingMessage, without: readonly string[] = []): string[][] {
  const named = message.headers.connection?.toLowerCase().split(/\s*,\s*/) ?? [];
  const dropped = new Set([...hopByHop, ...named, ...without]);
  const pairs: string[][] = [];
  for (let i = 0; i < message.rawHeaders.length; i += 2) {
    const [name = '', value = ''] = message.rawHeaders.slice(i, i + 2);
    if (!dropped.has(name.toLowerCase())) pairs.push([name, value]);
  }
  return pairs;
}
