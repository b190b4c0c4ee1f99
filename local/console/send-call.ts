import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { isJsonObject, type Json } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';
import { requestIdIn } from '../zuplo/request-id.ts';

/** A request that the page wants to send. */
export interface ParsedCall {
  /** The API-key gateway, or an API by its index. */
  readonly via: 'gateway' | number;
  readonly method: string;
  /** Including the query. */
  readonly path: string;
  readonly authorization: string | undefined;
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
  const { via, method, path, authorization, body } = call;
  if (via !== 'gateway' && typeof via !== 'number')
    throw new UserError('via must be "gateway" or the index of an API');
  if (typeof method !== 'string' || typeof path !== 'string')
    throw new UserError('method and path must be strings');
  return { via, method, path, authorization: stringOf(authorization), body: stringOf(body) };
}

const stringOf = (value: Json | undefined) =>
  typeof value === 'string' && value !== '' ? value : undefined;

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
  const { method, authorization, body } = call;
  const sent = request({
    host: hostname,
    port,
    method,
    path: pathname.replace(/\/$/, '') + call.path,
    headers: {
      accept: '*/*',
      'user-agent': 'local-console',
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      }),
    },
    agent: false,
    signal: AbortSignal.timeout(timeoutMilliseconds),
  }).end(body);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const { statusCode: status = 0, headers } = response;
  const problem = await text(response);
  // The API-key gateway's own responses have the request ID in their body.
  const requestId = requestIdIn(headers) ?? /"requestId":"([^"]+)"/.exec(problem)?.[1];
  return { status, requestId };
}
