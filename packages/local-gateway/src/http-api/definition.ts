import type { FunctionSettings } from '../functions/function-settings.ts';
import type { ClosedIntegration } from '../gateway/not-emulated.ts';
import type { PathPattern } from '../gateway/path-pattern.ts';
import type { ThrottleLimit } from '../gateway/throttle.ts';
import type { PayloadFormat } from './payload-format.ts';

export interface HttpApi {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly cors: CorsConfiguration | undefined;
  readonly stages: readonly HttpStage[];
  readonly routes: readonly HttpRoute[];
}

/** A stage of an HTTP API; `$default` serves the paths that start with no other stage's name. */
export interface HttpStage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Throttling of the routes without their own limit. */
  readonly defaultLimit: ThrottleLimit | undefined;
  /** By route key. */
  readonly routeLimits: ReadonlyMap<string, ThrottleLimit>;
}

export interface HttpRoute {
  /** `GET /pets/{id}`, or `$default`. */
  readonly key: string;
  readonly method: string;
  /** Undefined for the `$default` route. */
  readonly pattern: PathPattern | undefined;
  /** Undefined for a public or closed route. */
  readonly authorizer: HttpAuthorizer | undefined;
  readonly integration: HttpIntegration;
}

/** The integration of a route: a Lambda function, or 501 where it is not emulated. */
export type HttpIntegration = HttpLambdaIntegration | ClosedIntegration;

export interface HttpLambdaIntegration {
  readonly kind: 'lambda';
  readonly function: FunctionSettings;
  readonly payloadFormat: PayloadFormat;
  readonly timeoutMilliseconds: number;
}

export interface HttpAuthorizer {
  readonly id: string;
  readonly name: string;
  readonly function: FunctionSettings;
  readonly payloadFormat: PayloadFormat;
  readonly simpleResponses: boolean;
  /** Selection expressions: `$request.header.Authorization`. */
  readonly identitySources: readonly string[];
  /** 0 disables the cache. */
  readonly ttlSeconds: number;
}

export interface CorsConfiguration {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  readonly maxAgeSeconds: number | undefined;
}
