import {
  anyMethods,
  compareSpecificity,
  matchPath,
  segmentsOf,
  variableValues,
} from '../gateway/path-pattern.ts';
import type { RestMethod } from './definition.ts';

/** A method and the values of its path variables, as sent. */
export interface ChosenMethod {
  readonly method: RestMethod;
  readonly pathParameters: ReadonlyMap<string, string>;
}

/**
 * Returns the method for a request. The most specific resource decides, even when it lacks the
 * method and another matching resource has it; a named method comes before `ANY`.
 *
 * @param path decoded, without a trailing slash
 * @param rawPath the same path as sent
 * @see API Gateway, "Methods for REST APIs in API Gateway", "Proxy resources"
 */
export function chooseMethod(
  methods: readonly RestMethod[],
  httpMethod: string,
  path: string,
  rawPath: string,
): ChosenMethod | undefined {
  const segments = segmentsOf(path);
  const [resource] = methods
    .filter(({ pattern }) => matchPath(pattern, segments) !== undefined)
    .sort((a, b) => compareSpecificity(a.pattern, b.pattern));
  const ofResource = methods.filter(({ resourceId }) => resourceId === resource?.resourceId);
  const method =
    ofResource.find((candidate) => candidate.method === httpMethod) ??
    ofResource.find((candidate) => candidate.method === 'ANY' && anyMethods.has(httpMethod));
  if (method === undefined) return undefined;
  const ranges = matchPath(method.pattern, segments) ?? new Map();
  return { method, pathParameters: variableValues(ranges, segmentsOf(rawPath)) };
}

/** Removes the one trailing slash that REST APIs ignore. */
export function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
