import type { ApiType } from '../api-type.ts';
import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { ClientRequest } from './client-request.ts';
import type { HttpResponse } from './http-response.ts';

/** An API read from the assembly, of either type. */
export interface ServableApi {
  readonly name: string;
  readonly apiType: ApiType;
  /** The path prefix of its requests: empty, or `/<stage>` of an HTTP API. */
  readonly basePath: string;
  /** The routes that are served. */
  readonly routes: readonly ServableRoute[];
  /** The authorizers of its routes. */
  readonly authorizers: readonly ServableAuthorizer[];
  /** A line for each assumption about AWS that decides which route serves a request. */
  readonly assumptions: readonly string[];
  readonly closed: readonly ClosedRoute[];
  readonly createHandler: (dependencies: ApiDependencies) => ApiHandler;
}

export interface ServableRoute {
  /** A method, or `ANY`. */
  readonly method: string;
  /** As in the template: `/pets/{id}`, or `$default`. */
  readonly path: string;
  /** The authorizer's name; undefined for a public route. */
  readonly authorizer: string | undefined;
  /** The function's title, which prefixes its log lines. */
  readonly functionName: string;
}

export interface ServableAuthorizer {
  readonly name: string;
  readonly function: FunctionSettings;
  /** As in the template: `$request.header.Authorization`. */
  readonly identitySources: readonly string[];
}

/** A route that is not emulated: requests to it are answered with 501. */
export interface ClosedRoute {
  /** `GET /pets/{id}`, `$default`, or `every route`. */
  readonly route: string;
  /** What is not emulated, and in which resource. */
  readonly reason: string;
}

export type ApiHandler = (request: ClientRequest) => Promise<HandlerResult>;

/** The response to a request, and what the log says about it. */
export interface HandlerResult {
  readonly response: HttpResponse;
  readonly authorizerResult?: AuthorizerResult | undefined;
  readonly note?: string | undefined;
}

export interface ApiDependencies {
  /** Returns the running function with these settings. */
  readonly lambda: (settings: FunctionSettings) => LambdaFunction;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}
