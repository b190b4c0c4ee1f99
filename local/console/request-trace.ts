import { STATUS_CODES } from 'node:http';
import { headerValues } from 'local-gateway/gateway/headers';
import type { ServedApi } from 'local-gateway/serve-assembly';
import type { Journal, JournalEntry, LogLine } from './journal.ts';
import type { RecordedExchange } from './recorded-exchange.ts';
import { resultText, summaryOf } from './summary.ts';

/** Returns everything about a request as JSON for the page; steps that it did not reach are absent. */
export function requestTrace(
  entry: JournalEntry,
  journal: Pick<Journal, 'lines'>,
  apis: readonly ServedApi[],
): object {
  const { exchange, proxied } = entry;
  return {
    ...summaryOf(entry),
    gateway: proxied,
    ...(exchange && {
      ...apiTrace(exchange),
      served: servedRoute(exchange, apis),
      log: journal.lines().filter((line) => belongsTo(line, exchange)),
    }),
  };
}

function apiTrace(exchange: RecordedExchange): object {
  const { request, response, authorizer, integration, authorizerResult } = exchange;
  return {
    api: exchange.api,
    requestId: exchange.requestId,
    route: exchange.route,
    apiMilliseconds: exchange.milliseconds,
    note: exchange.note,
    request: {
      method: request.method,
      target: request.rawPath + (request.rawQuery && `?${request.rawQuery}`),
      headers: request.headers,
      body: bodyText(request.body),
    },
    token: bearerToken(headerValues(request.headers, 'authorization').at(-1)),
    authorizer: authorizerResult && {
      kind: authorizerResult.kind,
      result: resultText(authorizerResult),
      arn: authorizer?.arn,
      cached: authorizer?.cached,
      invocation: authorizer?.invocation,
    },
    function: integration,
    response: {
      status: response.status,
      reason: STATUS_CODES[response.status] ?? '',
      headers: response.headers,
      body: bodyText(response.body),
    },
  };
}

/** Returns the matched route, with the names of its function and authorizer. */
function servedRoute({ api, route }: RecordedExchange, apis: readonly ServedApi[]) {
  return apis
    .find(({ name }) => name === api)
    ?.routes.find(({ method, path }) => route === path || route === `${method} ${path}`);
}

/** A line without a request ID, such as one about a JWKS fetch, belongs to the requests of its time. */
function belongsTo(
  { at, line }: LogLine,
  { request, requestId, finishedAt }: RecordedExchange,
): boolean {
  const loggedId = loggedRequestId(line);
  if (loggedId !== undefined) return loggedId === requestId;
  return at >= request.receivedAt.getTime() && at <= finishedAt;
}

function loggedRequestId(line: string): unknown {
  try {
    return JSON.parse(line).message.requestId;
  } catch {
    return undefined;
  }
}

function bearerToken(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)/i.exec(authorization ?? '')?.[1];
}

function bodyText(body: Buffer): string {
  const text = body.toString('utf8');
  return text.includes('\ufffd') ? `(${body.length} bytes of binary data)` : text;
}
