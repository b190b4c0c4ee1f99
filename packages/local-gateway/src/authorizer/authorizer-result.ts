import type { JsonObject } from '../json.ts';

/** What the authorizer of a route decided about a request. */
export type AuthorizerResult =
  | {
      readonly kind: 'allowed';
      readonly context: JsonObject | undefined;
      readonly principalId: string | undefined;
      readonly cached: boolean;
      /** Duration of the authorizer's invocation; 0 when the result was cached. */
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'denied';
      /** True when a Deny statement matched, false when no Allow statement did. */
      readonly explicit: boolean;
      /** Whether the policy has conditions, which are not evaluated: AWS may allow the request. */
      readonly conditional: boolean;
      readonly context: JsonObject | undefined;
      readonly principalId: string | undefined;
      readonly cached: boolean;
    }
  /** An identity source is missing or does not match, so the authorizer is not invoked. */
  | { readonly kind: 'no-identity'; readonly reason: string }
  /** The authorizer returned nothing usable. `thrown` is the message of the error that it threw. */
  | { readonly kind: 'failed'; readonly reason: string; readonly thrown: string | undefined };
