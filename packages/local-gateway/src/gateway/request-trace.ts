import type { TracedInvocation } from './invoke-within.ts';

/** The steps of a request through the gateway; steps that it did not reach are absent. */
export interface RequestTrace {
  /** `GET /pets/{id}`, or `$default`. */
  readonly route?: string;
  /** Also absent when an identity source is missing, because the authorizer is not invoked. */
  readonly authorizer?: TracedAuthorizer;
  readonly integration?: TracedInvocation;
}

export interface TracedAuthorizer {
  /** The ARN that the policy is evaluated for. */
  readonly arn: string;
  /** The cached response as JSON text; absent on a cache miss. */
  readonly cached?: string;
  /** Absent on a cache hit. */
  readonly invocation?: TracedInvocation;
}

/** Adds a step to a request's trace. */
export type RecordTrace = (step: RequestTrace) => void;
