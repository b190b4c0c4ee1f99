import { type Resource, requiredText, resourceError } from '../assembly/resource.ts';

/**
 * Checks the routes of an HTTP API for keys that API Gateway rejects at deployment: a trailing slash,
 * a greedy parameter that is not last, and two keys that differ at most in the names of parameters.
 *
 * @throws {UserError} naming the routes
 * @see API Gateway, "Create routes for HTTP APIs in API Gateway"
 */
export function checkRouteConflicts(routes: readonly Resource[]): void {
  const known = new Map<string, Resource>();
  for (const route of routes) {
    const key = requiredText(route, 'RouteKey');
    if (/[^ ]\/$/.test(key)) throw rejected(route, `${key} ends in a slash`);
    if (/\+\}./.test(key)) throw rejected(route, `the greedy parameter of ${key} must be last`);
    const unnamed = key.replace(/\{[^{}+]+/g, '{');
    const other = known.get(unnamed);
    if (other !== undefined)
      throw rejected(
        route,
        `${key} conflicts with ${requiredText(other, 'RouteKey')} of ${other.logicalId}`,
      );
    known.set(unnamed, route);
  }
}

function rejected(route: Resource, problem: string): Error {
  return resourceError(route, `AWS rejects this at deployment: ${problem}`);
}
