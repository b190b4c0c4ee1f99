import type { Observer } from 'local-gateway/gateway/exchange';
import type { Passage } from '../zuplo/proxied-request.ts';
import { type KeptExchange, keptExchange } from './recorded-exchange.ts';

/** Requests, and lines of functions' logs, that are remembered. */
const mostEntries = 200;

/** Characters of a log line that are remembered. */
const longestLine = 4000;

/** One request: as the API saw it, as the API-key gateway saw it, or both. */
export interface Entry {
  /** From 1, in the order in which they were answered. */
  readonly number: number;
  readonly at: number;
  readonly exchange?: KeptExchange;
  readonly passage?: Passage;
}

/** One line that a function wrote. */
export interface LogLine {
  readonly number: number;
  readonly at: number;
  readonly functionName: string;
  readonly line: string;
}

/** What has happened lately: the last 200 requests and log lines, the oldest first. */
export interface Journal extends Observer {
  /** Takes down what the API-key gateway did, with what the API saw of the same request. */
  passage(passage: Passage): void;
  entries(): readonly Entry[];
  lines(): readonly LogLine[];
  /** The request that API Gateway, or the API-key gateway, knows by an id. */
  entryOf(requestId: string): Entry | undefined;
  clear(): void;
}

/** Gives an empty journal. */
export function createJournal(): Journal {
  const entries: Entry[] = [];
  const lines: LogLine[] = [];
  let entryCount = 0;
  let lineCount = 0;

  const entryOf = (requestId: string): Entry | undefined =>
    entries.findLast(
      ({ exchange, passage }) =>
        exchange?.requestId === requestId || passage?.requestId === requestId,
    );

  return {
    exchange(exchange, api) {
      entryCount += 1;
      const kept = keptExchange(exchange, api, Date.now());
      append(entries, {
        number: entryCount,
        at: kept.request.receivedAt.getTime(),
        exchange: kept,
      });
    },
    passage(passage) {
      const known = passage.requestId === undefined ? undefined : entryOf(passage.requestId);
      if (known !== undefined) {
        entries[entries.indexOf(known)] = { ...known, passage };
        return;
      }
      entryCount += 1;
      append(entries, { number: entryCount, at: Date.now() - passage.milliseconds, passage });
    },
    logged(functionName, text) {
      lineCount += 1;
      const line = text.slice(0, longestLine);
      append(lines, { number: lineCount, at: Date.now(), functionName, line });
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
  if (items.length > mostEntries) items.shift();
}
