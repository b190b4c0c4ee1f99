import type { Exchange } from 'local-gateway/gateway/exchange';
import type { TracedInvocation } from 'local-gateway/gateway/invoke-within';
import type { TracedAuthorizer } from 'local-gateway/gateway/request-trace';
import { requestIdIn } from '../zuplo/request-id.ts';

/** Characters of an event or an answer, and bytes of a body, that are kept. */
const longest = 64 * 1024;

/** An exchange that may be kept: of long bodies, events and answers only the beginning. */
export interface KeptExchange extends Exchange {
  /** The API's name. */
  readonly api: string;
  /** By which API Gateway knows it; undefined when the local gateway itself failed. */
  readonly requestId: string | undefined;
  readonly finishedAt: number;
}

/** What may be kept of an exchange for as long as it is listed. */
export function keptExchange(exchange: Exchange, api: string, finishedAt: number): KeptExchange {
  const { request, response, authorizer, integration } = exchange;
  const headers = response.headers.map(([name, value]) => [name.toLowerCase(), value]);
  return {
    ...exchange,
    api,
    finishedAt,
    requestId: requestIdIn(Object.fromEntries(headers)),
    request: { ...request, body: beginning(request.body) },
    response: { ...response, body: beginning(response.body) },
    ...(authorizer && { authorizer: keptAuthorizer(authorizer) }),
    ...(integration && { integration: keptInvocation(integration) }),
  };
}

function keptAuthorizer({ invocation, ...rest }: TracedAuthorizer): TracedAuthorizer {
  return invocation === undefined ? rest : { ...rest, invocation: keptInvocation(invocation) };
}

function keptInvocation({ event, result, milliseconds }: TracedInvocation): TracedInvocation {
  const kept =
    result.kind === 'returned' ? { ...result, payload: beginningOf(result.payload) } : result;
  return { event: beginningOf(event), result: kept, milliseconds };
}

// Copied, or the part would hold on to the whole.
function beginning(body: Buffer): Buffer {
  return body.length > longest ? Buffer.from(body.subarray(0, longest)) : body;
}

function beginningOf(text: string): string {
  return text.length > longest ? `${Buffer.from(text.slice(0, longest))}… (cut)` : text;
}
