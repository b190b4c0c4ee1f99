import { type Route, routeKey } from '../../lib/api/route.ts';
import {
  type Credentials,
  expiredToken,
  forgedToken,
  furtherBadCredentials,
  type NamedCredentials,
  noToken,
  signed,
  validToken,
} from './credentials.ts';
import type { Expectation } from './evaluate-response.ts';
import { otherSpellings, samplePath, unknownPath } from './sample-paths.ts';
import type { Tokens } from './tokens.ts';

/** One request, and what is expected of the response. */
export interface Check {
  /** The route's key. */
  readonly route: string;
  /** What the request is authorized with. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly credentials: Credentials;
  readonly expectation: Expectation;
  /** Whether the request reaches the handler, with a method that may change data. */
  readonly mayWrite: boolean;
}

/**
 * Returns the checks of a route table. All bad credentials are tried on one protected route, a few on the
 * others, because the same authorizer serves all of them.
 * @param tokens the tokens that are available; undefined for none
 */
export function routeChecks(
  routes: readonly Route[],
  tokens: Tokens | undefined,
  nowSeconds: number,
): readonly Check[] {
  const isProtected = (route: Route) => route.access === 'protected';
  const main =
    routes.find((route) => isProtected(route) && route.method === 'GET') ??
    routes.find(isProtected);
  const checks = routes.flatMap((route) => {
    const check = checkOf(route);
    if (route.access === 'public') {
      return [check(noToken, 'public'), check(forgedToken([]), 'public')];
    }
    const scopes = route.scopes ?? [];
    const further = route === main ? furtherBadCredentials(scopes, nowSeconds) : [];
    const bad = [forgedToken(scopes), expiredToken(scopes), ...further];
    return [
      check(noToken, 'noToken'),
      ...bad.map((credentials) => check(credentials, 'badToken')),
      ...(route === main ? spellingChecks(route, routes) : []),
      ...scopeChecks(scopes, tokens).map(([credentials, expectation]) =>
        check(credentials, expectation),
      ),
    ];
  });
  const path = unknownPath(routes);
  return path === undefined ? checks : [...checks, unknownPathCheck(path)];
}

/** A valid token, with and without the scopes of the route. */
function scopeChecks(
  scopes: readonly string[],
  tokens: Tokens | undefined,
): readonly (readonly [NamedCredentials, Expectation])[] {
  if (scopes.length === 0) return [[validToken('valid token', []), 'accepted']];
  const missing = scopes.filter((scope) => tokens?.scopes?.includes(scope) === false);
  if (missing.length > 0)
    return [[validToken(`valid token without ${missing.join(' ')}`, []), 'missingScope']];
  return [
    [validToken(`valid token with ${scopes.join(' ')}`, scopes), 'accepted'],
    [signed('valid token without scopes', {}, []), 'missingScope'],
    ...scopes.slice(1).map(
      (scope) =>
        [
          signed(
            `valid token without ${scope}`,
            {},
            scopes.filter((other) => other !== scope),
          ),
          'missingScope',
        ] as const,
    ),
  ];
}

function checkOf(route: Route) {
  return ([name, credentials]: NamedCredentials, expectation: Expectation): Check => ({
    route: routeKey(route),
    name,
    method: route.method,
    path: samplePath(route),
    credentials,
    expectation,
    mayWrite: route.method !== 'GET' && ['public', 'accepted'].includes(expectation),
  });
}

function spellingChecks(route: Route, routes: readonly Route[]): readonly Check[] {
  return otherSpellings(samplePath(route), routes).map((path) => ({
    ...checkOf(route)(noToken, 'noSuccess'),
    name: `no token, path ${path}`,
    path,
  }));
}

function unknownPathCheck(path: string): Check {
  const [name, credentials] = noToken;
  return {
    route: `GET ${path}`,
    name: `${name}, no such route`,
    method: 'GET',
    path,
    credentials,
    expectation: 'noRoute',
    mayWrite: false,
  };
}
