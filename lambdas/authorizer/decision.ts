import type { Caller } from '../../contract/caller.ts';
import type { RefusalReason } from './refusal.ts';

/** Whether a request may pass. */
export type Decision =
  | { readonly allowed: true; readonly caller: Caller }
  | { readonly allowed: false; readonly reason: RefusalReason };
