import { type AuthorizerErrorReason, type LogEvent, logEvents } from '../../contract/log-events.ts';
import type { AuthorizerEvent } from './authorizer-event.ts';
import type { Rejected } from './decision.ts';
import type { JwksLog } from './jwks/jwks-cache.ts';
import { sanitizeForLog } from './sanitize-for-log.ts';

/**
 * Logs what happens to a JWKS. Lambda's JSON log format makes each object one structured entry. Callers'
 * text is sanitized; tokens, claims and keys are never logged.
 */
export const jwksLog: JwksLog = {
  jwksFetched: (issuer, keys, changed) =>
    console.info({ event: logEvents.jwksFetched, issuer, keys, changed } satisfies LogEvent),
  jwksFetchFailed: (issuer, cause, ageSeconds) =>
    console.warn({
      event: logEvents.jwksFetchFailed,
      issuer,
      cause,
      ageSeconds,
    } satisfies LogEvent),
};

/** Logs why a token was rejected. */
export function logTokenRejected({ reason, token }: Rejected, event: AuthorizerEvent): void {
  const { header = {}, iss, sub } = token;
  console.warn({
    event: logEvents.tokenRejected,
    reason,
    route: sanitizeForLog(event.route),
    requestId: sanitizeForLog(event.requestId),
    iss,
    alg: sanitizeForLog(header.alg),
    kid: sanitizeForLog(header.kid),
    sub: sanitizeForLog(sub),
  } satisfies LogEvent);
}

/** Logs that no decision could be made, with the origin of an internal error. */
export function logAuthorizerError(error: unknown, reason: AuthorizerErrorReason): void {
  console.error({
    event: logEvents.authorizerError,
    reason,
    ...(reason === 'internal' && origin(error)),
  } satisfies LogEvent);
}

/** Returns an error's name and innermost stack frame, without its message, which may quote the input. */
function origin(error: unknown): { error: string | undefined; stackFrame?: string | undefined } {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack = '' } = error;
  const frames = stack.slice(stack.indexOf(message) + message.length);
  return { error: sanitizeForLog(name), stackFrame: /^ +(at .{1,200})/m.exec(frames)?.[1] };
}
