import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import type { ClientRequest } from './client-request.ts';
import type { HttpResponse } from './http-response.ts';
import type { RequestTrace } from './request-trace.ts';

/** A finished request with its response and trace. */
export interface Exchange extends RequestTrace {
  readonly request: ClientRequest;
  readonly response: HttpResponse;
  /** Undefined for a route without an authorizer. */
  readonly authorizerResult: AuthorizerResult | undefined;
  /** The cause of an error, which the client does not see. */
  readonly note: string | undefined;
  /** From the request's first byte to the response. */
  readonly milliseconds: number;
}

/** Callbacks for what happens while an assembly is served. Observers must not change what they get. */
export interface Observer {
  /** Called once for each request to the named API, after its response. */
  exchange(exchange: Exchange, api: string): void;
  /** Called for each line that a function logs. */
  logged(functionName: string, line: string): void;
}
