/** The scopes that each protected route requires, by route key: `GET /orders/{id}`. */
export type RouteScopes = Readonly<Record<string, readonly string[]>>;

/**
 * Returns the scopes that a route requires. If any route requires scopes, a route that is not in the table may
 * be called by nobody: undefined.
 * @param table every protected route; empty if none requires scopes
 * @param routeKey the route that API Gateway has matched; a REST API's has the request's method, even if the
 *   route was declared for `ANY`; undefined if it is not known
 */
export function requiredScopes(
  table: RouteScopes,
  routeKey: string | undefined,
): readonly string[] | undefined {
  if (Object.keys(table).length === 0) return [];
  if (routeKey === undefined) return undefined;
  const anyMethod = routeKey.replace(/^\S+/, 'ANY');
  return [routeKey, anyMethod]
    .filter((key) => Object.hasOwn(table, key))
    .map((key) => table[key])[0];
}

/**
 * Reads the route table, which lies beside the code because it may be longer than an environment.
 * @param file the environment variable `ROUTE_SCOPES_FILE`: a path relative to the code, or absolute; undefined if
 *   no route requires scopes
 * @throws {Error} if the file is missing or is not a table: the function must not start without it
 */
export function readRouteScopes(file: string | undefined): RouteScopes {
  if (file === undefined || file === '') return {};
  const { readFileSync } = process.getBuiltinModule('node:fs');
  const { resolve } = process.getBuiltinModule('node:path');
  let table: unknown;
  try {
    table = JSON.parse(readFileSync(resolve(import.meta.dirname, file), 'utf8'));
  } catch (error) {
    throw new Error(`ROUTE_SCOPES_FILE: ${file} cannot be read (${(error as Error).name})`);
  }
  if (!isTable(table))
    throw new Error(`ROUTE_SCOPES_FILE: ${file} must be a JSON object of lists of scopes`);
  return table;
}

function isTable(value: unknown): value is RouteScopes {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const lists = Object.values(value);
  return (
    lists.length > 0 &&
    lists.every((list) => Array.isArray(list) && list.every((scope) => typeof scope === 'string'))
  );
}
