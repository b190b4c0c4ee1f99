import type { ClientRequest } from '../gateway/client-request.ts';
import type { RequestIds } from '../gateway/request-ids.ts';
import type { HttpApi, HttpRoute, HttpStage } from './definition.ts';

/** A request matched to a route of an HTTP API. */
export interface HttpCall {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly route: HttpRoute;
  readonly request: ClientRequest;
  readonly ids: RequestIds;
  /** The decoded path without the stage, which routes and policies match. */
  readonly path: string;
  readonly pathParameters: ReadonlyMap<string, string>;
}
