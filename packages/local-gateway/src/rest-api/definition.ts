import type { FunctionSettings } from '../functions/function-settings.ts';
import type { ClientRequest } from '../gateway/client-request.ts';
import type { HttpResponse } from '../gateway/http-response.ts';
import type { ClosedIntegration } from '../gateway/not-emulated.ts';
import type { PathPattern } from '../gateway/path-pattern.ts';
import type { ThrottleLimit } from '../gateway/throttle.ts';

export interface RestApi {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly stage: RestStage;
  readonly methods: readonly RestMethod[];
  /** By response type: `UNAUTHORIZED`, `DEFAULT_4XX`. */
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  /** Media types with binary bodies: `image/png`, `image/*`, or the one that matches every type. */
  readonly binaryMediaTypes: readonly string[];
  /** The size from which response bodies are compressed; undefined: never. */
  readonly minimumCompressionBytes: number | undefined;
}

export interface RestStage {
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  /** By `<METHOD> <resource path>`; the method `*` and the path `/*` stand for all. */
  readonly limits: ReadonlyMap<string, ThrottleLimit>;
}

export interface RestMethod {
  /** `GET`, or `ANY`. */
  readonly method: string;
  readonly resourceId: string;
  readonly pattern: PathPattern;
  /** Undefined for a public or closed method. */
  readonly authorizer: RestAuthorizer | undefined;
  readonly integration: RestIntegration;
}

/** The integration of a method: a Lambda function, a mock, or 501 where it is not emulated. */
export type RestIntegration =
  | {
      readonly kind: 'lambda';
      readonly function: FunctionSettings;
      readonly timeoutMilliseconds: number;
    }
  | { readonly kind: 'mock'; readonly respond: (request: ClientRequest) => HttpResponse }
  | ClosedIntegration;

export interface RestAuthorizer {
  readonly id: string;
  readonly name: string;
  readonly type: 'TOKEN' | 'REQUEST';
  readonly function: FunctionSettings;
  /** Mapping expressions: `method.request.header.Authorization`; one for TOKEN. */
  readonly identitySources: readonly string[];
  /** What the whole token must match; TOKEN only. */
  readonly validation: RegExp | undefined;
  /** 0 disables the cache. */
  readonly ttlSeconds: number;
}

/** A customized error response. */
export interface GatewayResponse {
  readonly status: number | undefined;
  /** Mapping expressions by header name. */
  readonly headers: Readonly<Record<string, string>>;
  /** By content type, in the order of the template. */
  readonly templates: Readonly<Record<string, string>>;
}
