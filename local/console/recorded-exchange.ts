import { STATUS_CODES } from 'node:http';
import type { AuthorizerResult } from 'local-gateway/authorizer/authorizer-result';
import type { Exchange } from 'local-gateway/gateway/exchange';
import { headerValues } from 'local-gateway/gateway/headers';
import type { TracedInvocation } from 'local-gateway/gateway/invoke-within';
import { requestIdIn } from '../zuplo/request-id.ts';

/** Limit of each recorded body, event and result, so that 200 exchanges fit in memory. */
const maxLength = 64 * 1024;

/** A request to an API and its response, in the form that the page shows. */
export type RecordedExchange = ReturnType<typeof recordedExchange>;

/**
 * Returns what the journal records of an exchange; steps that the request did not reach are absent.
 *
 * @param api the API's name
 * @param finishedAt milliseconds since 1970
 */
export function recordedExchange(exchange: Exchange, api: string, finishedAt: number) {
  const { request, response, authorizer, integration, authorizerResult } = exchange;
  const headers = response.headers.map(([name, value]) => [name.toLowerCase(), value]);
  return {
    api,
    requestId: requestIdIn(Object.fromEntries(headers)),
    route: exchange.route,
    receivedAt: request.receivedAt.getTime(),
    finishedAt,
    apiMilliseconds: exchange.milliseconds,
    note: exchange.note,
    request: {
      method: request.method,
      path: request.rawPath,
      query: request.rawQuery,
      headers: request.headers,
      body: bodyText(request.body),
    },
    token: bearerToken(headerValues(request.headers, 'authorization').at(-1)),
    authorizer: authorizerResult && {
      kind: authorizerResult.kind,
      result: resultText(authorizerResult),
      arn: authorizer?.arn,
      cached: authorizer?.cached,
      invocation: authorizer?.invocation && truncated(authorizer.invocation),
    },
    function: integration && truncated(integration),
    response: {
      status: response.status,
      reason: STATUS_CODES[response.status] ?? '',
      headers: response.headers,
      body: bodyText(response.body),
    },
  };
}

/** Returns an authorizer's result in a few words: `allowed (cached)`, `denied: expired`. */
function resultText(result: AuthorizerResult): string {
  if (result.kind === 'no-identity') return `authorizer not invoked: ${result.reason}`;
  if (result.kind === 'failed')
    return result.thrown === 'Unauthorized' ? 'unauthorized' : `authorizer error: ${result.reason}`;
  const cached = result.cached ? ' (cached)' : '';
  if (result.kind === 'allowed') return `allowed${cached}`;
  const reason = result.context?.['reason'];
  const denied = result.explicit ? 'denied' : 'denied (no matching Allow)';
  return `${denied}${typeof reason === 'string' ? `: ${reason}` : ''}${cached}`;
}

function truncated({ event, result, milliseconds }: TracedInvocation): TracedInvocation {
  return {
    event: truncatedText(event),
    result:
      result.kind === 'returned' ? { ...result, payload: truncatedText(result.payload) } : result,
    milliseconds,
  };
}

// Copies, because a slice would keep the whole text in memory.
function truncatedText(text: string): string {
  return text.length > maxLength ? `${Buffer.from(text.slice(0, maxLength))}… (truncated)` : text;
}

function bodyText(body: Buffer): string {
  const text = body.subarray(0, maxLength).toString('utf8');
  if (text.slice(0, -4).includes('\ufffd')) return `(${body.length} bytes of binary data)`;
  return body.length > maxLength ? `${text}… (truncated)` : text;
}

function bearerToken(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)/i.exec(authorization ?? '')?.[1];
}
