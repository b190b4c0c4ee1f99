import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import { escapeControlCharacters } from '../escape-control-characters.ts';

/** What the log says about a request. */
export interface RequestSummary {
  readonly method: string;
  /** Without the query, which may contain a token. */
  readonly rawPath: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Undefined for a route without an authorizer. */
  readonly authorizerResult: AuthorizerResult | undefined;
  /** The cause of an error, which the client does not see. */
  readonly note: string | undefined;
}

/** Returns the log line of a request, safe to print and without tokens. */
export function requestLine(summary: RequestSummary): string {
  const { method, rawPath, status, milliseconds, authorizerResult, note } = summary;
  const path = escapeControlCharacters(rawPath, 200);
  const parts = [
    `${method} ${path} → ${status} in ${Math.round(milliseconds)} ms`,
    authorizerResult &&
      `authorizer: ${escapeControlCharacters(authorizerText(authorizerResult, status), 300)}`,
    note && escapeControlCharacters(note, 300),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function authorizerText(result: AuthorizerResult, status: number): string {
  switch (result.kind) {
    case 'allowed':
      return result.cached ? 'allowed (cached)' : `allowed (${result.milliseconds} ms)`;
    case 'denied': {
      const reason = result.context?.['reason'];
      const cause = result.explicit ? 'denied' : 'denied (no statement allows it)';
      const source = result.cached ? ' (cached)' : '';
      const doubt = result.conditional ? ' (a Condition is not evaluated: AWS may allow it)' : '';
      return `${cause}${typeof reason === 'string' ? `: ${reason}` : ''}${source}${doubt}`;
    }
    case 'no-identity':
      return `not invoked: ${result.reason}`;
    case 'failed':
      // A REST API turns the error 'Unauthorized' into 401.
      return status === 401 ? `rejected: ${result.thrown}` : `failed: ${result.reason}`;
  }
}
