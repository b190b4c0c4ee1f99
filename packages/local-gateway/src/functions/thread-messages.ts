import type { FunctionSettings } from './function-settings.ts';

/** What a thread is started with. */
export interface ThreadData {
  readonly settings: FunctionSettings;
  /** @see ThreadSlots */
  readonly slots: SharedArrayBuffer;
}

/** To a thread, in lists: one invocation. */
export interface InvokeMessage {
  readonly slot: number;
  readonly requestId: string;
  /** The event as JSON text. */
  readonly event: string;
  readonly traceId: string;
}

/** From a thread; of the invocations in the order in which they were sent. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-ready'; readonly error: ThrownError }
  | { readonly kind: 'returned'; readonly payload: string }
  | { readonly kind: 'threw'; readonly error: ThrownError }
  | { readonly kind: 'console'; readonly line: string };

/** Something a function threw, as Lambda reports it. */
export interface ThrownError {
  readonly errorType: string;
  readonly errorMessage: string;
  /** Where, for people: `index.mjs:3:9`; empty when unknown. */
  readonly location: string;
}
