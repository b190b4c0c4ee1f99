import {
  compareSpecificity,
  isGreedy,
  matchPath,
  segmentsOf,
  type VariablePositions,
} from '../gateway/path-pattern.ts';
import type { HttpApi, HttpRoute, HttpStage } from './definition.ts';

/** Where a request goes in an HTTP API. */
export interface Destination {
  readonly stage: HttpStage;
  /** The path behind the stage. */
  readonly path: string;
}

/**
 * The stage a path leads to: the one its first segment names, else `$default`; undefined when
 * there is neither.
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

/** A route and the decoded values of its path's variables. */
export interface ChosenRoute {
  readonly route: HttpRoute;
  readonly pathParameters: ReadonlyMap<string, string>;
}

const anyMethods = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/**
 * The route for a method and a path: a full match, then the most specific greedy one, then
 * `$default`; of equal paths the one that names the method, then `ANY`.
 *
 * @see API Gateway, "Routing API requests"
 */
export function chooseRoute(
  routes: readonly HttpRoute[],
  method: string,
  path: string,
): ChosenRoute | undefined {
  if (!anyMethods.has(method)) return undefined;
  const segments = segmentsOf(path);
  const candidates = routes.flatMap((route) => {
    const { pattern } = route;
    if (pattern === undefined || (route.method !== method && route.method !== 'ANY')) return [];
    const positions = matchPath(pattern, segments);
    return positions === undefined ? [] : [{ route, pattern, positions }];
  });
  const [best] = candidates.sort(
    (a, b) =>
      Number(isGreedy(a.pattern)) - Number(isGreedy(b.pattern)) ||
      compareSpecificity(a.pattern, b.pattern) ||
      Number(a.route.method === 'ANY') - Number(b.route.method === 'ANY'),
  );
  if (best !== undefined)
    return { route: best.route, pathParameters: values(best.positions, segments) };
  const fallback = routes.find((route) => route.key === '$default');
  return fallback && { route: fallback, pathParameters: new Map() };
}

function values(
  positions: VariablePositions,
  segments: readonly string[],
): ReadonlyMap<string, string> {
  return new Map(
    Array.from(positions, ([name, [from, to]]) => [name, segments.slice(from, to).join('/')]),
  );
}
