import type { ClientRequest } from '../gateway/client-request.ts';
import type { RequestIds } from '../gateway/request-ids.ts';
import type { HttpApi, HttpRoute, HttpStage } from './definition.ts';

/** A request that has found its route in an HTTP API. */
export interface HttpCall {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly route: HttpRoute;
  readonly request: ClientRequest;
  readonly ids: RequestIds;
  /** The decoded path behind the stage: what routes and policies see. */
  readonly path: string;
  readonly pathParameters: ReadonlyMap<string, string>;
}
