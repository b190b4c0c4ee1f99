import type { Exchange } from 'local-gateway/gateway/exchange';
import type { TracedInvocation } from 'local-gateway/gateway/invoke-within';
import type { TracedAuthorizer } from 'local-gateway/gateway/request-trace';
import { requestIdIn } from '../zuplo/request-id.ts';

/** Limit of each recorded body, event and result: bytes, or characters. */
const maxLength = 64 * 1024;

/** An exchange with long bodies, events and results truncated, so that 200 of them fit in memory. */
export interface RecordedExchange extends Exchange {
  /** The API's name. */
  readonly api: string;
  /** API Gateway's request ID; undefined after an error of the local gateway. */
  readonly requestId: string | undefined;
  /** Milliseconds since 1970. */
  readonly finishedAt: number;
}

/** Truncates an exchange for the journal. */
export function recordedExchange(
  exchange: Exchange,
  api: string,
  finishedAt: number,
): RecordedExchange {
  const { request, response, authorizer, integration } = exchange;
  const headers = response.headers.map(([name, value]) => [name.toLowerCase(), value]);
  return {
    ...exchange,
    api,
    finishedAt,
    requestId: requestIdIn(Object.fromEntries(headers)),
    request: { ...request, body: truncatedBody(request.body) },
    response: { ...response, body: truncatedBody(response.body) },
    ...(authorizer && { authorizer: truncatedAuthorizer(authorizer) }),
    ...(integration && { integration: truncated(integration) }),
  };
}

function truncatedAuthorizer(authorizer: TracedAuthorizer): TracedAuthorizer {
  const { invocation } = authorizer;
  return invocation ? { ...authorizer, invocation: truncated(invocation) } : authorizer;
}

function truncated({ event, result, milliseconds }: TracedInvocation): TracedInvocation {
  return {
    event: truncatedText(event),
    result:
      result.kind === 'returned' ? { ...result, payload: truncatedText(result.payload) } : result,
    milliseconds,
  };
}

// Copies, because a slice would keep the whole in memory.
function truncatedBody(body: Buffer): Buffer {
  return body.length > maxLength ? Buffer.from(body.subarray(0, maxLength)) : body;
}

function truncatedText(text: string): string {
  return text.length > maxLength ? `${Buffer.from(text.slice(0, maxLength))}… (truncated)` : text;
}
