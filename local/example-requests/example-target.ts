import type { ServedApi } from 'local-gateway/serve-assembly';
import { matchesRoute } from '../zuplo/route-match.ts';

type Route = ServedApi['routes'][number];

/** Returns the routes in the order in which they are good examples: first what a browser could open. */
export function bestExamplesFirst(routes: readonly Route[]): readonly Route[] {
  const rank = ({ method, path }: Route): number => {
    if (method === 'OPTIONS') return 3;
    if (method !== 'GET') return 2;
    return path.includes('{') ? 1 : 0;
  };
  return routes.toSorted((one, other) => rank(one) - rank(other));
}

/**
 * Returns a method and path that API Gateway matches with a route, and not with a more specific one.
 * The values of parameters are their names.
 */
export function exampleTarget(
  route: Route,
  routes: readonly Route[],
): { readonly method: string; readonly path: string } {
  const others = routes.filter((other) => other !== route && other.path !== '$default');
  const isFree = (method: string, path: string): boolean =>
    !others.some((other) => isMoreSpecific(other, route) && matchesRoute(other, method, path));
  const isAny = ['ANY', '*'].includes(route.method) || route.path === '$default';
  const methods = isAny ? ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] : [route.method];
  const named = route.path.replace(/\{([^}+]+)\+?\}/g, '$1');
  const other = route.path.replace(/\{([^}+]+)\+?\}/g, '$1-1');
  const paths = route.path === '$default' ? ['/', '/example'] : [named, other];
  const targets = paths.flatMap((path) => methods.map((method) => ({ method, path })));
  const [first = { method: route.method, path: named }] = targets;
  return targets.find(({ method, path }) => isFree(method, path)) ?? first;
}

function isMoreSpecific(one: Route, other: Route): boolean {
  if (one.path === other.path) return !['ANY', '*'].includes(one.method);
  return !one.path.includes('{');
}
