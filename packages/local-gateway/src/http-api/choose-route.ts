import { matchingRoutes } from '../gateway/matching-routes.ts';
import { isGreedy, type PathPattern, segmentsOf, variableValues } from '../gateway/path-pattern.ts';
import type { HttpApi, HttpRoute, HttpStage } from './definition.ts';

/** The stage of a request, and the path within it. */
export interface Destination {
  readonly stage: HttpStage;
  readonly path: string;
}

/**
 * Returns the stage that a path's first segment names, else `$default`; undefined without either.
 *
 * @see API Gateway, "Stages for HTTP APIs in API Gateway"
 */
export function chooseStage(api: HttpApi, path: string): Destination | undefined {
  const [first = ''] = segmentsOf(path);
  const named = api.stages.find((stage) => stage.name === first);
  if (named !== undefined) return { stage: named, path: path.slice(first.length + 1) || '/' };
  const fallback = api.stages.find((stage) => stage.name === '$default');
  return fallback && { stage: fallback, path };
}

/** A route and the decoded values of its path variables. */
export interface ChosenRoute {
  readonly route: HttpRoute;
  readonly pathParameters: ReadonlyMap<string, string>;
}

/**
 * Returns the route for a method and a path: the most specific full match, then the most specific
 * greedy match, then `$default`. Of equal paths, a named method comes before `ANY`.
 *
 * @see API Gateway, "Routing API requests"
 */
export function chooseRoute(
  routes: readonly HttpRoute[],
  method: string,
  path: string,
): ChosenRoute | undefined {
  const segments = segmentsOf(path);
  const matches = matchingRoutes(routes.filter(hasPath), method, segments);
  const best = matches.find(({ route }) => !isGreedy(route.pattern)) ?? matches[0];
  if (best !== undefined)
    return { route: best.route, pathParameters: variableValues(best.ranges, segments) };
  const fallback = routes.find(({ key }) => key === '$default');
  return fallback && { route: fallback, pathParameters: new Map() };
}

function hasPath(route: HttpRoute): route is HttpRoute & { readonly pattern: PathPattern } {
  return route.pattern !== undefined;
}
