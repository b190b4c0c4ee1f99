import { describe, expect, test } from 'vitest';
import { checkRoutes } from '../../../lib/api/check-routes.ts';
import type { Route } from '../../../lib/api/route.ts';
import { RoutesError } from '../../../lib/api/routes-error.ts';
import { fixtureHandlers, fixtureRoutes } from '../../fixture-routes.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Routes as plain JavaScript could have them: types are not checked when Node.js runs lib/routes.ts. */
function route(fields: Fields): Route {
  return {
    method: 'GET',
    path: '/a',
    access: 'protected',
    handler: 'protected',
    ...fields,
  } as Route;
}

function problems(routes: readonly Route[], api: 'http' | 'rest' = 'http'): readonly string[] {
  try {
    checkRoutes(routes, api, fixtureHandlers);
  } catch (error) {
    if (error instanceof RoutesError) return error.problems;
    throw error;
  }
  return [];
}

describe('a route table is accepted', () => {
  test.each<[string, readonly Fields[]]>([
    ['with the root', [{ path: '/' }]],
    ['with parameters', [{ path: '/orders/{id}/lines/{line-id}' }]],
    ['with a greedy parameter at the end', [{ path: '/files/{path+}' }]],
    ['with dots, underscores and colons', [{ path: '/v1.0/a_b/orders:batch' }]],
    ['with several methods on one path', [{}, { method: 'POST' }, { method: 'DELETE' }]],
    ['with one parameter name at a position', [{ path: '/c/{id}' }, { path: '/c/{id}/d' }]],
    ['with other parameter names elsewhere', [{ path: '/c/{id}' }, { path: '/d/{name}' }]],
    ['with scopes on a protected route', [{ scopes: ['orders:read', 'a/b.c_d-e'] }]],
    ['with a throttle', [{ throttle: { ratePerSecond: 0.5, burst: 1 } }]],
  ])('%s', (_, routes) => {
    expect(problems(routes.map(route))).toEqual([]);
  });

  test('of an HTTP API with a greedy parameter beside another one', () => {
    const table = [route({ path: '/f/{id}' }), route({ path: '/f/{path+}' })];
    expect(problems(table)).toEqual([]);
  });
});

describe('a route table is rejected', () => {
  test.each<[string, Fields, string]>([
    [
      'for a parameter with a colon',
      { path: '/orders/:id' },
      'GET /orders/:id: the parameter :id must be written in braces: {id}',
    ],
    ['for a trailing slash', { path: '/a/' }, 'GET /a/: the path must not end with a slash'],
    [
      'for two slashes in a row',
      { path: '/a//b' },
      'GET /a//b: the path must not have two slashes in a row',
    ],
    ['for a path without a slash', { path: 'a' }, 'GET a: the path must start with a slash'],
    ['for an empty path', { path: '' }, 'GET : the path must start with a slash'],
    [
      'for a space in the path',
      { path: '/a b' },
      'GET /a b: the part "a b" must be letters, digits or any of . _ - :, or a parameter such as {id} or {path+}',
    ],
    [
      'for an unnamed parameter',
      { path: '/a/{}' },
      'GET /a/{}: the part "{}" must be letters, digits or any of . _ - :, or a parameter such as {id} or {path+}',
    ],
    [
      'for a greedy parameter that is not last',
      { path: '/f/{path+}/x' },
      'GET /f/{path+}/x: the greedy parameter {path+} must be the last part of the path',
    ],
    [
      'for an unknown method',
      { method: 'get' },
      'get /a: the method must be one of GET, POST, PUT, PATCH, DELETE',
    ],
    [
      'for a member that does not exist',
      { scope: ['a'] } as Fields,
      'GET /a: there is no member "scope"; there are method, path, access, handler, scopes, throttle, summary',
    ],
    [
      'for another access',
      { access: 'protectd' } as unknown as Fields,
      'GET /a: access is "protectd"; it must be public or protected',
    ],
    [
      'for scopes on a public route',
      { access: 'public', scopes: ['a'] },
      'GET /a: a public route cannot have scopes; make it protected, or remove them',
    ],
    ...['a b', 'a"b', '$HOME', '`id`', '', 'x'.repeat(129)].map(
      (scope): [string, Fields, string] => [
        `for the scope ${JSON.stringify(scope.slice(0, 10))}`,
        { scopes: [scope] },
        `GET /a: the scope ${JSON.stringify(scope)} must be 1 to 128 letters, digits or any of _ . : / -`,
      ],
    ),
    ...[
      { ratePerSecond: 0, burst: 1 },
      { ratePerSecond: Number.NaN, burst: 1 },
      { ratePerSecond: 1, burst: 0 },
      { ratePerSecond: 1, burst: 1.5 },
    ].map((throttle): [string, Fields, string] => [
      `for the throttle ${JSON.stringify(throttle)}`,
      { throttle },
      `GET /a: the throttle is ${JSON.stringify(throttle)}; ratePerSecond must be above 0, and burst a whole number above 0`,
    ]),
    [
      'for a missing handler file, with the path that is expected',
      { handler: 'orders' },
      `GET /a: there is no ${fixtureHandlers}/orders/handler.ts; create it, and export the function handler from it`,
    ],
  ])('%s', (_, fields, problem) => {
    expect(problems([route(fields)])).toEqual([problem]);
  });

  test.each(['../secret', '', 'authorizer', 'a/b'])('for the handler name %j', (handler) => {
    expect(problems([route({ handler })])).toContain(
      `GET /a: the handler is ${JSON.stringify(handler)}; it must be the name of a folder in lambdas/ other than authorizer: letters, digits and hyphens`,
    );
  });

  test('for two routes with the same method and path', () => {
    expect(problems([route({}), route({ access: 'public' })])).toEqual([
      'GET /a: there must be one route with this method and path',
    ]);
  });

  test.each<[string, string, string, 'http' | 'rest']>([
    ['two parameter names at the same position', '/c/{id}', '/c/{x}', 'http'],
    ['two parameter names of different depth', '/c/{id}', '/c/{x}/d', 'http'],
    ['two names below another parameter', '/c/{id}/{a}', '/c/{id}/{b}', 'rest'],
    ['two greedy parameters', '/c/{a+}', '/c/{b+}', 'http'],
    ['a greedy parameter beside another one on a REST API', '/c/{id}', '/c/{path+}', 'rest'],
  ])('for %s', (_, first, second, api) => {
    const table = [route({ path: first }), route({ path: second, method: 'POST' })];
    expect(problems(table, api)).toEqual([
      expect.stringMatching(/^\{.+\} and \{.+\} are different parameters at the same position/),
    ]);
  });

  test('if it is empty', () => {
    expect(problems([])).toEqual(['the table is empty; it must have at least one route']);
  });

  test('with all of its problems at once', () => {
    expect(
      problems([...fixtureRoutes, route({ path: '/x/', handler: 'none' }), route({ path: 'y' })]),
    ).toHaveLength(3);
    expect(new RoutesError(['a', 'b']).message).toBe(
      'These routes (lib/routes.ts) cannot be used:\n  - a\n  - b',
    );
  });
});
