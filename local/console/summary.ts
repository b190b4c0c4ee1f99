import type { AuthorizerResult } from 'local-gateway/authorizer/authorizer-result';
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
  readonly throughGateway: boolean;
  /** The result of the authorizer, or the API-key gateway's reason for a rejection. */
  readonly result: string;
}

/** Returns the summary of a request. */
export function summaryOf({ number, at, exchange, proxied }: JournalEntry): Summary {
  return {
    number,
    at,
    version: proxied && exchange ? 2 : 1,
    method: exchange?.request.method ?? proxied?.method ?? '',
    path: exchange?.request.rawPath ?? proxied?.path ?? '',
    status: proxied?.status ?? exchange?.response.status ?? 0,
    milliseconds: proxied?.milliseconds ?? exchange?.milliseconds ?? 0,
    throughGateway: proxied !== undefined,
    result: proxied?.problem ?? resultText(exchange?.authorizerResult),
  };
}

/** Returns an authorizer's result in a few words: `allowed (cached)`, `denied: expired`. */
export function resultText(result: AuthorizerResult | undefined): string {
  switch (result?.kind) {
    case undefined:
      return 'no authorizer';
    case 'allowed':
      return `allowed${cacheNote(result)}`;
    case 'denied': {
      const reason = result.context?.['reason'];
      return [
        result.explicit ? 'denied' : 'denied (no matching Allow)',
        typeof reason === 'string' ? `: ${reason}` : '',
        cacheNote(result),
      ].join('');
    }
    case 'no-identity':
      return `authorizer not invoked: ${result.reason}`;
    case 'failed':
      return result.thrown === 'Unauthorized'
        ? 'unauthorized'
        : `authorizer error: ${result.reason}`;
  }
}

const cacheNote = ({ cached }: { readonly cached: boolean }) => (cached ? ' (cached)' : '');
