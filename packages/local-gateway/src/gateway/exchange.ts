import type { Verdict } from '../authorizer/authorizer-result.ts';
import type { ClientRequest } from './client-request.ts';
import type { GatewayInvocation } from './invoke-within.ts';
import type { Reply } from './reply.ts';

/** One finished request as API Gateway saw it: everything there is to tell about it. */
export interface Exchange extends ExchangeTrace {
  readonly request: ClientRequest;
  readonly reply: Reply;
  /** Undefined where no authorizer stands. */
  readonly verdict: Verdict | undefined;
  /** What the caller is not told: why the integration or the gateway failed. */
  readonly note: string | undefined;
  /** From the request's first byte to its answer. */
  readonly milliseconds: number;
}

/** What became of a request on its way; a part is absent where the request did not get that far. */
export interface ExchangeTrace {
  /** `GET /pets/{id}`, or `$default`. */
  readonly route?: string;
  /** Absent also where an identity source was missing, so that nobody was asked. */
  readonly authorizer?: TracedAuthorizer;
  readonly integration?: TracedInvocation;
}

/** How the answer of an authorizer was come by. */
export interface TracedAuthorizer {
  /** What the policy was evaluated for. */
  readonly arn: string;
  /** The authorizer's answer out of the cache, as JSON text; undefined when it was asked. */
  readonly cached?: string;
  /** Absent when the answer came from the cache. */
  readonly invocation?: TracedInvocation;
}

/** One invocation of a function. */
export interface TracedInvocation {
  /** As JSON text. */
  readonly event: string;
  readonly result: GatewayInvocation;
  readonly milliseconds: number;
}

/** Takes down a part of what becomes of one request. */
export type Trace = (part: ExchangeTrace) => void;

/** Told what happens while an assembly is served. What it is told must not be changed or kept whole. */
export interface Observer {
  /** Called once for each request to an API, named, when it has been answered. */
  exchange(exchange: Exchange, api: string): void;
  /** Called for each line that a function writes, as it wrote it. */
  logged(functionName: string, line: string): void;
}
