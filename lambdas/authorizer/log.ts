import type { AuthorizerErrorReason } from './authorizer-error.ts';
import type { AuthorizationRequest } from './authorizer-event.ts';
import type { Rejected } from './decision.ts';
import type { JwksLog } from './jwks/jwks-cache.ts';
import { sanitizeForLog } from './sanitize-for-log.ts';

/**
 * The authorizer's log lines. Lambda's JSON log format makes each object one structured entry. A
 * caller's text is cut and escaped; tokens, claims and keys are in none of them.
 */
export const jwksLog: JwksLog = {
  jwksFetched: (issuer, keys, changed) =>
    console.info({ event: 'jwks_fetched', issuer, keys, changed }),
  jwksFetchFailed: (issuer, cause, ageSeconds) =>
    console.warn({ event: 'jwks_fetch_failed', issuer, cause, ageSeconds }),
};

/** Says why a request was refused. */
export function logTokenRejected(
  { reason, header, sub }: Rejected,
  request: AuthorizationRequest,
): void {
  console.warn({
    event: 'refused',
    reason,
    route: sanitizeForLog(request.route),
    requestId: sanitizeForLog(request.requestId),
    alg: sanitizeForLog(header.alg),
    kid: sanitizeForLog(header.kid),
    sub: sanitizeForLog(sub),
  });
}

/** Says that a request could not be judged. Of a mistake of ours, it says where it was made. */
export function logAuthorizerError(error: unknown, reason: AuthorizerErrorReason): void {
  console.error({ event: 'failed', reason, ...(reason === 'internal' && mistake(error)) });
}

/** The kind of an error and its innermost frame; not its message, which may quote what it choked on. */
function mistake(error: unknown): { error: string | undefined; at?: string | undefined } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack = '' } = error;
  const frames = stack.slice(stack.indexOf(message) + message.length);
  return { error: sanitizeForLog(name), at: /^ +(at .{1,200})/m.exec(frames)?.[1] };
}
