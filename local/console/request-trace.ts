import type { ServedApi } from 'local-gateway/serve-assembly';
import type { Journal, JournalEntry, LogLine } from './journal.ts';
import type { RecordedExchange } from './recorded-exchange.ts';
import { summaryOf } from './summary.ts';

/** Returns everything about a request as JSON for the page; steps that it did not reach are absent. */
export function requestTrace(
  entry: JournalEntry,
  journal: Pick<Journal, 'lines'>,
  apis: readonly ServedApi[],
): object {
  const { exchange, proxied } = entry;
  return {
    ...summaryOf(entry),
    zuplo: proxied,
    ...(exchange && {
      ...exchange,
      served: servedRoute(exchange, apis),
      log: journal.lines().filter((line) => belongsTo(line, exchange)),
    }),
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
  { receivedAt, requestId, finishedAt }: RecordedExchange,
): boolean {
  const loggedId = loggedRequestId(line);
  if (loggedId !== undefined) return loggedId === requestId;
  return at >= receivedAt && at <= finishedAt;
}

function loggedRequestId(line: string): unknown {
  try {
    return JSON.parse(line).message.requestId;
  } catch {
    return undefined;
  }
}
