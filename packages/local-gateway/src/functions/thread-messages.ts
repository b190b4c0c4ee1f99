import type { FunctionSettings } from './function-settings.ts';

export interface ThreadData {
  readonly settings: FunctionSettings;
  /** @see ThreadSlots */
  readonly slots: SharedArrayBuffer;
}

/** One invocation; sent to a thread in lists. */
export interface InvokeMessage {
  readonly slot: number;
  readonly requestId: string;
  /** JSON text. */
  readonly event: string;
  readonly traceId: string;
}

/** A message from a thread; results have the order of the invocations. */
export type ThreadMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-ready'; readonly error: ThrownError }
  | { readonly kind: 'returned'; readonly payload: string }
  | { readonly kind: 'threw'; readonly error: ThrownError }
  | { readonly kind: 'console'; readonly line: string };

/** A thrown error, as Lambda reports it. */
export interface ThrownError {
  readonly errorType: string;
  readonly errorMessage: string;
  /** `index.mjs:3:9`; empty when unknown. */
  readonly location: string;
}
