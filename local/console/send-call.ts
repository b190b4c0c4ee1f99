import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { isJsonObject, type Json } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';
import { requestIdIn } from '../zuplo/request-id.ts';

/** A request that the page wants to send. */
export interface ParsedCall {
  /** The Zuplo stand-in, or an API by its index. */
  readonly via: 'zuplo' | number;
  readonly method: string;
  /** Including the query. */
  readonly path: string;
  /** Besides Host, Connection and Content-Length. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string | undefined;
}

/** The response to a call. */
export interface CallResponse {
  readonly status: number;
  /** The ID by which the journal finds the request. */
  readonly requestId: string | undefined;
}

/**
 * Parses the JSON of a call.
 *
 * @throws {UserError} if a member has the wrong type
 */
export function parseCall(call: unknown): ParsedCall {
  if (!isJsonObject(call)) throw new UserError('the body must be a JSON object');
  const { via, method, path, headers = [], body } = call;
  if (via !== 'zuplo' && typeof via !== 'number')
    throw new UserError('via must be "zuplo" or the index of an API');
  if (typeof method !== 'string' || typeof path !== 'string')
    throw new UserError('method and path must be strings');
  if (!Array.isArray(headers) || !headers.every(isHeader))
    throw new UserError('headers must be a list of [name, value]');
  return {
    via,
    method,
    path,
    headers,
    body: typeof body === 'string' && body !== '' ? body : undefined,
  };
}

const isHeader = (value: Json): value is [name: string, value: string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');

/** Longer than any timeout of API Gateway. */
const timeoutMilliseconds = 35_000;

/**
 * Sends a call over a connection of its own. The path is not normalized, as `fetch` would do.
 *
 * @param base the URL of the API, without a trailing slash
 * @throws when there is no response, or the path or a header is invalid
 */
export async function sendCall(base: string, call: ParsedCall): Promise<CallResponse> {
  const { hostname, port, pathname } = new URL(base);
  const { method, headers, body } = call;
  const sent = request({
    host: hostname,
    port,
    method,
    path: pathname.replace(/\/$/, '') + call.path,
    // Otherwise Node.js would send the body of a GET without framing.
    headers: body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) },
    agent: false,
    signal: AbortSignal.timeout(timeoutMilliseconds),
  });
  for (const [name, value] of headers) sent.appendHeader(name, value);
  sent.end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const { statusCode: status = 0 } = response;
  const problem = await text(response);
  // The Zuplo stand-in's own responses have the request ID in their body.
  const requestId = requestIdIn(response.headers) ?? /"requestId":"([^"]+)"/.exec(problem)?.[1];
  return { status, requestId };
}
