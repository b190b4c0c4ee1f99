import type { Caller } from '../../contract/caller.ts';
import type { RejectionReason } from '../../contract/log-events.ts';
import type { RejectedToken } from './token-rejected-error.ts';

/** Whether a request may pass. */
export type Decision = Allowed | Rejected;

export interface Allowed {
  readonly allowed: true;
  readonly caller: Caller;
}

export interface Rejected {
  readonly allowed: false;
  readonly reason: RejectionReason;
  readonly token: RejectedToken;
}
