import type { Verdict } from '../authorizer/authorizer-result.ts';
import { escapeControlCharacters } from '../escape-control-characters.ts';

/** What one request comes to, for the log. */
export interface RequestSummary {
  readonly method: string;
  /** Without the query, which may hold a token. */
  readonly rawPath: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Undefined where no authorizer stands. */
  readonly verdict: Verdict | undefined;
  /** What the caller is not told: why the integration or the gateway failed. */
  readonly note: string | undefined;
}

/** One readable line for a request, safe to print; it never holds a token. */
export function requestLine(summary: RequestSummary): string {
  const { method, rawPath, status, milliseconds, verdict, note } = summary;
  const parts = [
    `${method} ${escapeControlCharacters(rawPath, 200)} → ${status} in ${Math.round(milliseconds)} ms`,
    verdict && `authorizer: ${escapeControlCharacters(verdictText(verdict, status), 300)}`,
    note && escapeControlCharacters(note, 300),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function verdictText(verdict: Verdict, status: number): string {
  switch (verdict.kind) {
    case 'allowed':
      return verdict.cached ? 'allowed (cached)' : `allowed (${verdict.milliseconds} ms)`;
    case 'denied': {
      const reason = verdict.context?.['reason'];
      const why = verdict.explicit ? 'denied' : 'denied (nothing allows it)';
      const source = verdict.cached ? ' (cached)' : '';
      return `${why}${typeof reason === 'string' ? `: ${reason}` : ''}${source}`;
    }
    case 'no-identity':
      return `not asked: ${verdict.reason}`;
    case 'failed':
      // The one error that a REST API takes for a refusal.
      return status === 401 ? `refused: ${verdict.thrown}` : `failed: ${verdict.reason}`;
  }
}
