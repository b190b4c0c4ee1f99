import type { AuthorizerResult } from 'local-gateway/authorizer/authorizer-result';
import type { Entry } from './journal.ts';

/** One request in a line of the list. */
export interface Summary {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Grows when more is learned of the same request. */
  readonly version: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  readonly throughGateway: boolean;
  /** What the authorizer, or the API-key gateway, made of it. */
  readonly verdict: string;
}

/** A request in one line. */
export function summaryOf({ number, at, exchange, passage }: Entry): Summary {
  return {
    number,
    at,
    version: passage && exchange ? 2 : 1,
    method: exchange?.request.method ?? passage?.method ?? '',
    path: exchange?.request.rawPath ?? passage?.path ?? '',
    status: passage?.status ?? exchange?.response.status ?? 0,
    milliseconds: passage?.milliseconds ?? exchange?.milliseconds ?? 0,
    throughGateway: passage !== undefined,
    verdict: passage?.problem ?? verdictWords(exchange?.authorizerResult),
  };
}

/** A verdict in a few words: `allowed`, `denied: expired`. */
export function verdictWords(verdict: AuthorizerResult | undefined): string {
  switch (verdict?.kind) {
    case undefined:
      return 'no authorizer';
    case 'allowed':
      return verdict.cached ? 'allowed, from the cache' : 'allowed';
    case 'denied': {
      const reason = verdict.context?.['reason'];
      const why = verdict.explicit ? 'denied' : 'denied, nothing allows it';
      const source = verdict.cached ? ', from the cache' : '';
      return `${why}${typeof reason === 'string' ? `: ${reason}` : ''}${source}`;
    }
    case 'no-identity':
      return `not asked: ${verdict.reason}`;
    case 'failed':
      return verdict.thrown === 'Unauthorized' ? 'refused' : `failed: ${verdict.reason}`;
  }
}
