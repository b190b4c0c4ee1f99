import type { Caller } from '../../contract/caller.ts';
import type { ClaimedHeader, RefusalReason } from './token-rejected-error.ts';

/** Whether a request may pass. */
export type Decision = Allowed | Refused;

export interface Allowed {
  readonly allowed: true;
  readonly caller: Caller;
}

export interface Refused {
  readonly allowed: false;
  readonly reason: RefusalReason;
  readonly header: ClaimedHeader;
  /** Whom the token names, if its signature is good. */
  readonly sub: unknown;
}
