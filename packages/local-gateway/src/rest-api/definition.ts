import type { FunctionSettings } from '../functions/function-settings.ts';
import type { HttpResponse } from '../gateway/http-response.ts';
import type { PathPattern } from '../gateway/path-pattern.ts';
import type { ThrottleLimit } from '../gateway/throttle.ts';

/** A stage of a REST API, read from a template. */
export interface RestApi {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly stage: RestStage;
  readonly methods: readonly RestMethod[];
  /** By response type: `UNAUTHORIZED`, `DEFAULT_4XX`. */
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  /** Media types whose bodies are binary; the type of all stands for every one. */
  readonly binaryMediaTypes: readonly string[];
}

/** A deployed stage. */
export interface RestStage {
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  /** By `<METHOD> <resource path>`; a method `*` and a path `/*` stand for all. */
  readonly limits: ReadonlyMap<string, ThrottleLimit>;
}

/** A method of a resource. */
export interface RestMethod {
  /** `GET`, or `ANY`. */
  readonly method: string;
  readonly resourceId: string;
  readonly pattern: PathPattern;
  /** Undefined: open to everyone. */
  readonly authorizer: RestAuthorizer | undefined;
  readonly integration: RestIntegration;
}

/** What answers a method: a Lambda function, or always the same. */
export type RestIntegration =
  | {
      readonly kind: 'lambda';
      readonly function: FunctionSettings;
      readonly timeoutMilliseconds: number;
    }
  | { readonly kind: 'mock'; readonly response: HttpResponse };

/** A Lambda authorizer of a REST API. */
export interface RestAuthorizer {
  readonly id: string;
  readonly name: string;
  readonly type: 'TOKEN' | 'REQUEST';
  readonly function: FunctionSettings;
  /** Mapping expressions: `method.request.header.Authorization`; one for TOKEN. */
  readonly identitySources: readonly string[];
  /** What a token must match as a whole to be looked at; TOKEN only. */
  readonly validation: RegExp | undefined;
  /** 0: nothing is cached. */
  readonly ttlSeconds: number;
}

/** How the template wants one of the gateway's own answers. */
export interface GatewayResponse {
  readonly status: number | undefined;
  /** Values of headers by name: a text in quotes or a reference to the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** By content type, in the order of the template. */
  readonly templates: Readonly<Record<string, string>>;
}
