import { SettingsError } from '../contract/settings-check.ts';

/** One thing that the API answers: to anyone, or to callers with a valid token only. */
export type Route = PublicRoute | ProtectedRoute;

interface PublicRoute extends Endpoint {
  readonly access: 'public';
}

interface ProtectedRoute extends Endpoint {
  readonly access: 'protected';
  /** The token must permit all of these (RFC 6749 section 3.3). `@default none` */
  readonly scopes?: readonly string[];
}

interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, with parameters in braces: `/orders/{id}`. */
  readonly path: `/${string}`;
  /** The folder below `lambdas/` whose `handler.ts` answers. Routes may share one. */
  readonly handler: string;
  /** A limit of the route's own, within the stage's (`throttleRatePerSecond`, `throttleBurst`). `@default the stage's` */
  readonly throttle?: { readonly ratePerSecond: number; readonly burst: number };
  /** What it is for, in a few words: shown by the OpenAPI document. `@default none` */
  readonly summary?: string;
}

/** The API: the one place where a route is added. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/', access: 'public', handler: 'public', summary: 'Welcomes anyone' },
  {
    method: 'GET',
    path: '/protected',
    access: 'protected',
    handler: 'protected',
    summary: 'Greets the caller by name',
  },
];

/** Gives a route's key, as HTTP APIs have it. */
export function routeKey({ method, path }: Route): string {
  return `${method} ${path}`;
}

/**
 * Gives what each protected route asks for, by route key; nothing if none asks for a scope.
 * @throws {SettingsError} for a scope that no token can hold, or that a shell would not pass on as it is
 */
export function routeScopes(routes: readonly Route[]): Record<string, readonly string[]> {
  const entries = routes
    .filter((route) => route.access === 'protected')
    .map((route) => [routeKey(route), route.scopes ?? []] as const);
  const problems = entries.flatMap(([key, scopes]) =>
    scopes
      .filter((scope) => !/^[\w.:/-]+$/.test(scope))
      .map(
        (scope) =>
          `lib/routes.ts: ${key} asks for the scope ${JSON.stringify(scope)}; ` +
          'it must be letters, digits or any of _ . : / -',
      ),
  );
  if (problems.length > 0) throw new SettingsError(problems);
  return entries.some(([, scopes]) => scopes.length > 0) ? Object.fromEntries(entries) : {};
}

/**
 * @throws {SettingsError} for a limit that no request would pass, or that API Gateway does not take
 */
export function checkThrottles(routes: readonly Route[]): void {
  const problems = routes.flatMap(({ throttle, ...route }) => {
    const { ratePerSecond, burst } = throttle ?? { ratePerSecond: 1, burst: 1 };
    const isRight = Number.isFinite(ratePerSecond) && ratePerSecond > 0 && burst > 0;
    return isRight && Number.isInteger(burst)
      ? []
      : [
          `lib/routes.ts: ${routeKey(route)} has the limit ${JSON.stringify(throttle)}; ` +
            'ratePerSecond must be above 0, and burst a whole number above 0',
        ];
  });
  if (problems.length > 0) throw new SettingsError(problems);
}
