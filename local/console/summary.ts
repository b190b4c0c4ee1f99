import type { JournalEntry } from './journal.ts';

/** A request as the page's list shows it. */
export interface Summary {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Increases when more is recorded about the request. */
  readonly version: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly throughZuplo: boolean;
  /** The result of the authorizer, or the Zuplo stand-in's reason for a rejection. */
  readonly result: string;
}

/** Returns the summary of a request. */
export function summaryOf({ number, at, exchange, proxied }: JournalEntry): Summary {
  return {
    number,
    at,
    version: proxied && exchange ? 2 : 1,
    method: exchange?.request.method ?? proxied?.method ?? '',
    path: exchange?.request.path ?? proxied?.path ?? '',
    status: proxied?.status ?? exchange?.response.status ?? 0,
    milliseconds: proxied?.milliseconds ?? exchange?.apiMilliseconds ?? 0,
    throughZuplo: proxied !== undefined,
    result: proxied?.problem ?? exchange?.authorizer?.result ?? 'no authorizer',
  };
}
