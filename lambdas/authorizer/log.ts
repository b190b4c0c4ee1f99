import type { Refused } from './decision.ts';
import type { FailureReason } from './authorizer-error.ts';
import type { KeyLog } from './jwks/jwks-cache.ts';
import { legible } from './sanitize-for-log.ts';
import type { AuthorizationRequest } from './authorizer-event.ts';

/**
 * The authorizer's log lines. Lambda's JSON log format makes each object one structured entry. A
 * caller's text is cut and escaped; tokens, claims and keys are in none of them.
 */
export const keyLog: KeyLog = {
  keysFetched: (issuer, keys, changed) =>
    console.info({ event: 'keys_fetched', issuer, keys, changed }),
  keysNotFetched: (issuer, cause, ageSeconds) =>
    console.warn({ event: 'keys_not_fetched', issuer, cause, ageSeconds }),
};

/** Says why a request was refused. */
export function logRefused({ reason, header, sub }: Refused, request: AuthorizationRequest): void {
  console.warn({
    event: 'refused',
    reason,
    route: legible(request.route),
    requestId: legible(request.requestId),
    alg: legible(header.alg),
    kid: legible(header.kid),
    sub: legible(sub),
  });
}

/** Says that a request could not be judged. Of a mistake of ours, it says where it was made. */
export function logFailed(error: unknown, reason: FailureReason): void {
  console.error({ event: 'failed', reason, ...(reason === 'internal' && mistake(error)) });
}

/** The kind of an error and its innermost frame; not its message, which may quote what it choked on. */
function mistake(error: unknown): { error: string | undefined; at?: string | undefined } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack = '' } = error;
  const frames = stack.slice(stack.indexOf(message) + message.length);
  return { error: legible(name), at: /^ +(at .{1,200})/m.exec(frames)?.[1] };
}
