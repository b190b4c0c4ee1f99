/** The scopes that each protected route asks for, by route key: `GET /orders/{id}`. */
export type RouteScopes = Readonly<Record<string, readonly string[]>>;

interface ScopedRoute {
  readonly method: string;
  readonly segments: readonly string[];
  readonly scopes: readonly string[];
}

/** Tells what a route asks for, by what each flavour's event says of it. */
export interface RequiredScopes {
  /** @param routeKey an HTTP API's: the route as the route table has it */
  byRouteKey(routeKey: string): readonly string[] | undefined;
  /** @param methodAndPath the end of a REST API's method ARN: `GET/orders/42`, as it was asked for */
  byMethodArn(methodAndPath: string): readonly string[] | undefined;
}

/**
 * Gives the look-up of required scopes. If any route asks for some, a route that is not in the table
 * is one that nobody may pass: undefined.
 * @param table every protected route; empty if none asks for a scope
 */
export function createRequiredScopes(table: RouteScopes): RequiredScopes {
  if (Object.keys(table).length === 0) {
    return { byRouteKey: () => [], byMethodArn: () => [] };
  }
  const routes = Object.entries(table).map(([routeKey, scopes]) => {
    const [method, path] = routeKey.split(' ') as [string, string];
    return { method, segments: segmentsOf(path), scopes };
  });
  // More specific routes first, as API Gateway chooses: literal before parameter before greedy.
  routes.sort((a, b) => (specificity(a) < specificity(b) ? -1 : 1));
  return {
    byRouteKey: (routeKey) => (Object.hasOwn(table, routeKey) ? table[routeKey] : undefined),
    byMethodArn(methodAndPath) {
      const [method, ...asked] = methodAndPath.split('/');
      const segments = asked.filter((segment) => segment !== '');
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

function matches({ segments }: ScopedRoute, asked: readonly string[]): boolean {
  const greedy = segments.findIndex(isGreedy);
  const fits = greedy === -1 ? asked.length === segments.length : asked.length > greedy;
  return (
    fits && segments.every((segment, index) => isParameter(segment) || segment === asked[index])
  );
}

const isParameter = (segment: string) => segment.startsWith('{');
const isGreedy = (segment: string) => segment.endsWith('+}');
