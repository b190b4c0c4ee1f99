/** The scopes that each protected route requires, by route key: `GET /orders/{id}`. */
export type RouteScopes = Readonly<Record<string, readonly string[]>>;

/**
 * Returns the scopes that a route requires. If any route requires scopes, a route that is not in the table may
 * be called by nobody: undefined.
 * @param table every protected route; empty if none requires scopes
 * @param routeKey the route that API Gateway has matched, as in the route table
 */
export function requiredScopes(
  table: RouteScopes,
  routeKey: string,
): readonly string[] | undefined {
  if (Object.keys(table).length === 0) return [];
  return Object.hasOwn(table, routeKey) ? table[routeKey] : undefined;
}
