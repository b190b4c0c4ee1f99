import { matchPath, pathPattern, segmentsOf } from 'local-gateway/gateway/path-pattern';

/** A route as API Gateway writes it: `GET /items/{id}`, `ANY /{proxy+}`, `$default`. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/**
 * Tells whether a route matches a method and path. Overlapping routes are not compared: at worst, a
 * client without an API key gets the 401 from the API itself.
 */
export function matchesRoute(route: Route, method: string, path: string): boolean {
  if (route.path === '$default') return true;
  if (!['ANY', '*', method].includes(route.method)) return false;
  const pattern = pathPattern(route.path);
  return pattern !== undefined && matchPath(pattern, segmentsOf(path)) !== undefined;
}
