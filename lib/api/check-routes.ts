import { existsSync } from 'node:fs';
import type { ApiType } from '../../contract/api-type.ts';
import { isScope } from '../authorizer/route-table.ts';
import { pathProblems } from './path-problems.ts';
import { type Route, routeKey } from './route.ts';
import { RoutesError } from './routes-error.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Returns the file that exports a route's handler. */
export function handlerFile(handler: string, handlersFolder = 'lambdas'): string {
  return `${handlersFolder}/${handler}/handler.ts`;
}

/**
 * Checks a route table against what API Gateway accepts, and that every handler exists.
 * @param handlersFolder the folder that holds a folder for each handler
 * @throws {RoutesError} naming every problem
 */
export function checkRoutes(
  routes: readonly Route[],
  api: ApiType,
  handlersFolder = 'lambdas',
): void {
  const problems = [
    ...(routes.length === 0 ? ['the table is empty; it must have at least one route'] : []),
    ...duplicates(routes),
    ...routes.flatMap((route) =>
      routeProblems(route).map((problem) => `${routeKey(route)}: ${problem}`),
    ),
    ...parameterConflicts(routes, api),
    ...missingHandlers(routes, handlersFolder),
  ];
  if (problems.length > 0) throw new RoutesError(problems);
}

/** The members of a route. */
const members = ['method', 'path', 'access', 'handler', 'scopes', 'throttle', 'summary'];

function routeProblems(route: Route): readonly string[] {
  return [
    ...Object.keys(route)
      .filter((name) => !members.includes(name))
      .map((name) => `there is no member ${JSON.stringify(name)}; there are ${members.join(', ')}`),
    ...(['public', 'protected'].includes(route.access)
      ? []
      : [`access is ${JSON.stringify(route.access)}; it must be public or protected`]),
    ...(methods.includes(route.method) ? [] : [`the method must be one of ${methods.join(', ')}`]),
    ...pathProblems(route.path),
    ...(/^[A-Za-z][A-Za-z0-9-]*$/.test(route.handler) && route.handler !== 'authorizer'
      ? []
      : [
          `the handler is ${JSON.stringify(route.handler)}; it must be the name of a folder in lambdas/ other than authorizer: letters, digits and hyphens`,
        ]),
    ...scopeProblems(route),
    ...throttleProblems(route),
  ];
}

function scopeProblems(route: Route): readonly string[] {
  const scopes = 'scopes' in route ? (route.scopes ?? []) : [];
  if (route.access === 'public' && scopes.length > 0)
    return ['a public route cannot have scopes; make it protected, or remove them'];
  return scopes
    .filter((scope) => !isScope(scope))
    .map(
      (scope) =>
        `the scope ${JSON.stringify(scope)} must be 1 to 128 letters, digits or any of _ . : / -`,
    );
}

function throttleProblems({ throttle }: Route): readonly string[] {
  if (throttle === undefined) return [];
  const { ratePerSecond, burst } = throttle;
  const isValid =
    Number.isFinite(ratePerSecond) && ratePerSecond > 0 && Number.isInteger(burst) && burst > 0;
  return isValid
    ? []
    : [
        `the throttle is ${JSON.stringify(throttle)}; ratePerSecond must be above 0, and burst a whole number above 0`,
      ];
}

function duplicates(routes: readonly Route[]): readonly string[] {
  const keys = routes.map(routeKey);
  const repeated = new Set(keys.filter((key, index) => keys.indexOf(key) !== index));
  return Array.from(repeated, (key) => `${key}: there must be one route with this method and path`);
}

/**
 * API Gateway rejects different parameter names at the same position, such as `/c/{id}` and `/c/{name}/d`. A
 * REST API also rejects a greedy parameter beside another one.
 */
function parameterConflicts(routes: readonly Route[], api: ApiType): readonly string[] {
  const names = new Map<string, Set<string>>();
  for (const path of new Set(routes.map((route) => route.path))) {
    const segments = path.split('/');
    for (const [index, segment] of segments.entries()) {
      if (!/^\{.+\}$/.test(segment)) continue;
      const parent = segments
        .slice(0, index)
        .join('/')
        .replaceAll(/\{[^}]*\}/g, '{}');
      const kind = api === 'http' && segment.endsWith('+}') ? ' greedy' : '';
      const position = `${parent}/${kind}`;
      names.set(position, (names.get(position) ?? new Set()).add(segment));
    }
  }
  return Array.from(names.values())
    .filter((segments) => segments.size > 1)
    .map(
      (segments) =>
        `${Array.from(segments).join(' and ')} are different parameters at the same position of a path; ` +
        'use one name',
    );
}

function missingHandlers(routes: readonly Route[], handlersFolder: string): readonly string[] {
  const handlers = new Set(routes.map((route) => route.handler));
  return Array.from(handlers, (handler) => handlerFile(handler, handlersFolder))
    .filter((file) => !existsSync(file))
    .map((file) => {
      const keys = routes
        .filter((route) => handlerFile(route.handler, handlersFolder) === file)
        .map(routeKey);
      return `${keys.join(', ')}: there is no ${file}; create it, and export the function handler from it`;
    });
}
