import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { requestIdIn } from '../zuplo/request-id.ts';
import type { ParsedCall } from './parsed-call.ts';

/** The response to a call. */
export interface CallResponse {
  readonly status: number;
  /** The ID by which the journal finds the request. */
  readonly requestId: string | undefined;
}

/** Longer than any timeout of API Gateway. */
const timeoutMilliseconds = 35_000;

/**
 * Sends a call over a connection of its own. The path is not normalized, as `fetch` would do.
 *
 * @param base the URL of the API, without a trailing slash
 * @throws when there is no response
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
