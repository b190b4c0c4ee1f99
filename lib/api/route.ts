/** One route of the API: public, or protected by the authorizer. */
export type Route = PublicRoute | ProtectedRoute;

interface PublicRoute extends Endpoint {
  readonly access: 'public';
}

interface ProtectedRoute extends Endpoint {
  readonly access: 'protected';
  /** Scopes that a token must have, all of them (RFC 6749 section 3.3). @default none */
  readonly scopes?: readonly string[];
}

interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, with parameters in braces: `/orders/{id}`, `/files/{path+}`. */
  readonly path: `/${string}`;
  /** The folder below `lambdas/` whose `handler.ts` exports `handler`. Routes may share one. */
  readonly handler: string;
  /** Request limits of this route, within the stage's. @default the stage's throttleRatePerSecond and throttleBurst */
  readonly throttle?: { readonly ratePerSecond: number; readonly burst: number };
  /** A short description for the OpenAPI document. @default none */
  readonly summary?: string;
}

/** Returns a route's key, as an HTTP API writes it: `GET /orders/{id}`. */
export function routeKey({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
