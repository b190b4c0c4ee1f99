/** The scopes that each protected route requires, by route key: `GET /orders/{id}`. */
export type RouteScopes = Readonly<Record<string, readonly string[]>>;

interface ScopedRoute {
  readonly method: string;
  readonly segments: readonly string[];
  readonly scopes: readonly string[];
}

/** Looks up the scopes that a route requires, by what each API type's event contains. */
export interface RequiredScopes {
  /** @param routeKey an HTTP API's: the route as in the route table */
  byRouteKey(routeKey: string): readonly string[] | undefined;
  /** @param methodAndPath the end of a REST API's method ARN: `GET/orders/42`, as requested */
  byMethodArn(methodAndPath: string): readonly string[] | undefined;
}

/**
 * Creates the lookup of required scopes. If any route requires scopes, a route that is not in the table may
 * be called by nobody: undefined.
 * @param table every protected route; empty if none requires scopes
 */
export function createRequiredScopes(table: RouteScopes): RequiredScopes {
  if (Object.keys(table).length === 0) {
    return { byRouteKey: () => [], byMethodArn: () => [] };
  }
  const routes = Object.entries(table).map(([routeKey, scopes]) => {
    const [method, path] = routeKey.split(' ') as [string, string];
    return { method, segments: segmentsOf(path), scopes };
  });
  // More specific routes first, as in API Gateway: literal before parameter before greedy parameter.
  routes.sort((a, b) => (specificity(a) < specificity(b) ? -1 : 1));
  return {
    byRouteKey: (routeKey) => (Object.hasOwn(table, routeKey) ? table[routeKey] : undefined),
    byMethodArn(methodAndPath) {
      const [method, ...path] = methodAndPath.split('/');
      const segments = path.filter((segment) => segment !== '');
      return routes.find((route) => route.method === method && matches(route, segments))?.scopes;
    },
  };
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

function specificity({ segments }: ScopedRoute): string {
  return segments
    .map((segment) => (isGreedy(segment) ? '2' : isParameter(segment) ? '1' : '0'))
    .join('');
}

function matches({ segments }: ScopedRoute, requested: readonly string[]): boolean {
  const greedy = segments.findIndex(isGreedy);
  const fits = greedy === -1 ? requested.length === segments.length : requested.length > greedy;
  return (
    fits && segments.every((segment, index) => isParameter(segment) || segment === requested[index])
  );
}

const isParameter = (segment: string) => segment.startsWith('{');
const isGreedy = (segment: string) => segment.endsWith('+}');
