import {
  compareSpecificity,
  matchPath,
  type PathPattern,
  type VariableRanges,
} from './path-pattern.ts';

/** What a route matches: a method, or `ANY`, and a path. */
interface Matcher {
  readonly method: string;
  readonly pattern: PathPattern;
}

interface RouteMatch<Route> {
  readonly route: Route;
  readonly ranges: VariableRanges;
}

/**
 * Returns the routes that match both a method and a path, the most specific path first. Of equal
 * paths, a named method comes before `ANY`, which matches every method.
 */
export function matchingRoutes<Route extends Matcher>(
  routes: readonly Route[],
  method: string,
  segments: readonly string[],
): readonly RouteMatch<Route>[] {
  return routes
    .flatMap((route): RouteMatch<Route>[] => {
      if (route.method !== method && route.method !== 'ANY') return [];
      const ranges = matchPath(route.pattern, segments);
      return ranges === undefined ? [] : [{ route, ranges }];
    })
    .sort(
      ({ route: a }, { route: b }) =>
        compareSpecificity(a.pattern, b.pattern) ||
        Number(a.method === 'ANY') - Number(b.method === 'ANY'),
    );
}
