import { compareSpecificity, matchPath, segmentsOf } from '../gateway/path-pattern.ts';
import type { RestMethod } from './definition.ts';

/** A method and the values of its path's variables, as they were sent. */
export interface ChosenMethod {
  readonly method: RestMethod;
  readonly pathParameters: ReadonlyMap<string, string>;
}

const anyMethods = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']);

/**
 * The method for a request. The most specific resource decides, even when it lacks the method and
 * another resource that also matches has it: of its methods the one named, then `ANY`.
 *
 * @param path decoded, without a trailing slash
 * @param rawPath the same as it was sent
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
  const positions = matchPath(method.pattern, segments) ?? new Map();
  const raw = segmentsOf(rawPath);
  const pathParameters = new Map(
    Array.from(positions, ([name, [from, to]]) => [name, raw.slice(from, to).join('/')]),
  );
  return { method, pathParameters };
}

/** A path without the one trailing slash that REST APIs overlook. */
export function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}
