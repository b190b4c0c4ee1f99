import type { Observer } from 'local-gateway/gateway/exchange';
import type { ProxiedRequest } from '../zuplo/api-key-gateway.ts';
import { type RecordedExchange, recordedExchange } from './recorded-exchange.ts';

/** Limit of the recorded requests, and of the log lines. */
const maxEntries = 200;

const maxLineLength = 4000;

/** A recorded request to an API, to the Zuplo stand-in, or to both. */
export interface JournalEntry {
  /** From 1, in the order of the responses. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly exchange?: RecordedExchange;
  readonly proxied?: ProxiedRequest;
}

/** A line that a function logged. */
export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly functionName: string;
  readonly line: string;
}

/** The last 200 requests and log lines, oldest first. */
export interface Journal extends Observer {
  /** Records a request to the Zuplo stand-in; merges it with the API's record of the same request. */
  proxied(request: ProxiedRequest): void;
  entries(): readonly JournalEntry[];
  lines(): readonly LogLine[];
  /** Returns the request with an ID of API Gateway or the Zuplo stand-in. */
  entryOf(requestId: string): JournalEntry | undefined;
  clear(): void;
}

/** Creates an empty journal. */
export function createJournal(): Journal {
  const entries: JournalEntry[] = [];
  const lines: LogLine[] = [];
  let count = 0;

  const entryOf = (requestId: string): JournalEntry | undefined =>
    entries.findLast(
      ({ exchange, proxied }) =>
        exchange?.requestId === requestId || proxied?.requestId === requestId,
    );
  const addEntry = (entry: Omit<JournalEntry, 'number'>): void => {
    count += 1;
    append(entries, { number: count, ...entry });
  };

  return {
    exchange(exchange, api) {
      const recorded = recordedExchange(exchange, api, Date.now());
      addEntry({ at: recorded.receivedAt, exchange: recorded });
    },
    proxied(proxied) {
      const known = proxied.requestId === undefined ? undefined : entryOf(proxied.requestId);
      if (known !== undefined) entries[entries.indexOf(known)] = { ...known, proxied };
      else addEntry({ at: Date.now() - proxied.milliseconds, proxied });
    },
    logged(functionName, text) {
      append(lines, { at: Date.now(), functionName, line: text.slice(0, maxLineLength) });
    },
    entries: () => entries,
    lines: () => lines,
    entryOf,
    clear: () => {
      entries.length = 0;
      lines.length = 0;
    },
  };
}

function append<Item>(items: Item[], item: Item): void {
  items.push(item);
  if (items.length > maxEntries) items.shift();
}
