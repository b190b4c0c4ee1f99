import { STATUS_CODES } from 'node:http';
import { headerValues } from 'local-gateway/gateway/headers';
import type { TracedInvocation } from 'local-gateway/gateway/invoke-within';
import type { ConsoleApi } from './console-state.ts';
import type { Entry, LogLine } from './journal.ts';
import type { KeptExchange } from './recorded-exchange.ts';
import { summaryOf, verdictWords } from './summary.ts';

/** All that is known of one request, as JSON for the page: a part is absent where there was none. */
export function storyOf(
  entry: Entry,
  lines: readonly LogLine[],
  apis: readonly ConsoleApi[],
): object {
  const { exchange, passage } = entry;
  return {
    ...summaryOf(entry),
    gateway: passage,
    served: exchange && servedRoute(exchange, apis),
    ...(exchange && apiStory(exchange, lines)),
  };
}

function apiStory(exchange: KeptExchange, lines: readonly LogLine[]): object {
  const { request, response: reply, authorizer, integration, authorizerResult: verdict } = exchange;
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
      body: sanitizeForLog(request.body),
      flaw: request.requestError,
    },
    token: bearerToken(headerValues(request.headers, 'authorization').at(-1)),
    authorizer: verdict && {
      kind: verdict.kind,
      verdict: verdictWords(verdict),
      arn: authorizer?.arn,
      cached: authorizer?.cached,
      ...(authorizer?.invocation && invocationStory(authorizer.invocation)),
    },
    function: integration && invocationStory(integration),
    reply: {
      status: reply.status,
      reason: STATUS_CODES[reply.status] ?? '',
      headers: reply.headers,
      body: sanitizeForLog(reply.body),
    },
    log: lines.filter((line) => concerns(line, exchange)),
  };
}

/** The route that took the request, with the names of its function and authorizer. */
function servedRoute({ api, route }: KeptExchange, apis: readonly ConsoleApi[]) {
  return apis
    .find(({ name }) => name === api)
    ?.routes.find(({ method, path }) => route === path || route === `${method} ${path}`);
}

function invocationStory({ event, result, milliseconds }: TracedInvocation): object {
  return { event, result, milliseconds };
}

/**
 * Whether a log line belongs to a request: it names the request, or names none and was written
 * meanwhile, as of a key fetch.
 */
function concerns(
  { at, line }: LogLine,
  { request, requestId, finishedAt }: KeptExchange,
): boolean {
  const named = namedRequest(line);
  if (named !== undefined) return named === requestId;
  return at >= request.receivedAt.getTime() && at <= finishedAt;
}

function namedRequest(line: string): unknown {
  try {
    return JSON.parse(line).message.requestId;
  } catch {
    return undefined;
  }
}

function bearerToken(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)/i.exec(authorization ?? '')?.[1];
}

/** A body as text, or how long it is where it is none. */
function sanitizeForLog(body: Buffer): string {
  const text = body.toString('utf8');
  return text.includes('\ufffd') ? `(${body.length} bytes that are no text)` : text;
}
