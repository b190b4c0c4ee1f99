import { matchingRoutes } from '../gateway/matching-routes.ts';
import { variableValues } from '../gateway/path-pattern.ts';
import type { RestMethod } from './definition.ts';
import { decodedSegment, encodedSegments } from './rest-path.ts';

/** A method and the values of its path variables, as sent. */
export interface ChosenMethod {
  readonly method: RestMethod;
  readonly pathParameters: ReadonlyMap<string, string>;
}

/**
 * Returns the method for a request: the one with the most specific path of those that match both
 * method and path. A more specific resource without the method does not hide it, as measured on AWS.
 *
 * @see https://github.com/ministackorg/ministack/pull/1423
 */
export function chooseMethod(
  methods: readonly RestMethod[],
  httpMethod: string,
  rawPath: string,
): ChosenMethod | undefined {
  const segments = encodedSegments(rawPath);
  const [best] = matchingRoutes(methods, httpMethod, segments.map(decodedSegment));
  return best && { method: best.route, pathParameters: variableValues(best.ranges, segments) };
}
