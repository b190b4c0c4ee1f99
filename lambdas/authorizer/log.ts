import type { Refused } from './decision.ts';
import type { FailureReason } from './failure.ts';
import type { KeyLog } from './key-source.ts';
import type { AuthorizationRequest } from './request.ts';

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
export function logRefused({ reason, header }: Refused, request: AuthorizationRequest): void {
  console.warn({
    event: 'refused',
    reason,
    route: legible(request.route),
    requestId: legible(request.requestId),
    alg: legible(header.alg),
    kid: legible(header.kid),
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

/** At most 64 characters, all of them printable ASCII. */
function legible(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return `(${typeof value})`;
  const cut = value.length <= 64 ? value : `${value.slice(0, 63)}…`;
  return cut.replace(
    /[^\x20-\x7e…]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
