import { isGreedy } from '../gateway/path-pattern.ts';
import { chooseRoute } from './choose-route.ts';
import type { HttpRoute } from './definition.ts';

/** A request whose route is assumed. */
interface AssumedRoute {
  /** `GET /orders/`. */
  readonly request: string;
  /** The route that AWS may choose. */
  readonly other: HttpRoute;
  /** The route that is chosen here; undefined: the response is 404. */
  readonly chosen: HttpRoute | undefined;
}

/**
 * Returns a line for each assumption that decides whether a request reaches a route of an HTTP API,
 * or which authorizer protects it, with the first such request as an example.
 */
export function assumptionsOf(routes: readonly HttpRoute[]): readonly string[] {
  const slashes = routes.flatMap((route) => trailingSlash(routes, route));
  return [
    ...[true, false].flatMap((isServed) =>
      summary(
        slashes.filter(({ chosen }) => (chosen !== undefined) === isServed),
        'reports about a trailing slash on AWS disagree',
      ),
    ),
    ...summary(
      routes.flatMap((route) => anyBeforeMethod(routes, route)),
      'AWS does not document whether the path or the method decides',
    ),
  ];
}

/** AWS may ignore a trailing slash. */
function trailingSlash(routes: readonly HttpRoute[], other: HttpRoute): readonly AssumedRoute[] {
  const { pattern } = other;
  if (pattern === undefined || pattern.text === '/' || isGreedy(pattern)) return [];
  return assumedRoute(routes, methodOf(other), `${sample(pattern.text)}/`, other);
}

/** AWS may prefer a route that names the method to an `ANY` route with a more specific path. */
function anyBeforeMethod(routes: readonly HttpRoute[], any: HttpRoute): readonly AssumedRoute[] {
  const { pattern } = any;
  if (pattern === undefined || any.method !== 'ANY') return [];
  const path = sample(pattern.text);
  const named = routes.filter(({ method }) => method !== 'ANY');
  return [...new Set(named.map(({ method }) => method))].flatMap((method) => {
    const other = chooseRoute(named, method, path)?.route;
    const isAny = chooseRoute(routes, method, path)?.route === any;
    return other !== undefined && isAny ? assumedRoute(routes, method, path, other) : [];
  });
}

function assumedRoute(
  routes: readonly HttpRoute[],
  method: string,
  path: string,
  other: HttpRoute,
): readonly AssumedRoute[] {
  const chosen = chooseRoute(routes, method, path)?.route;
  if (chosen !== undefined && access(chosen) === access(other)) return [];
  return [{ request: `${method} ${path}`, other, chosen }];
}

function summary(cases: readonly AssumedRoute[], cause: string): readonly string[] {
  const [first, ...more] = cases;
  if (first === undefined) return [];
  const { request, other, chosen } = first;
  const here = chosen === undefined ? 'is 404' : `is served by ${named(chosen)}`;
  const count = more.length > 0 ? `, and ${more.length} more like it` : '';
  return [`${request} ${here}; AWS may serve it by ${named(other)}${count}: ${cause}`];
}

function named(route: HttpRoute): string {
  return `${route.key} (${access(route)})`;
}

/** Returns who may call a route. */
function access({ authorizer, integration }: HttpRoute): string {
  if (integration.kind === 'closed') return 'closed';
  return authorizer === undefined ? 'public' : `authorizer: ${authorizer.name}`;
}

function methodOf({ method }: HttpRoute): string {
  return method === 'ANY' ? 'GET' : method;
}

/** Returns a path that a pattern matches. */
function sample(pattern: string): string {
  return pattern.replace(/\{[^{}]+\}/g, '1');
}
