import { describe, expect, test } from 'vitest';
import { createRequiredScopes } from '../../../lambdas/authorizer/route-scopes.ts';

const required = createRequiredScopes({
  'GET /': ['root'],
  'GET /orders': [],
  'GET /files/{path+}': ['files'],
  'GET /orders/{id}': ['orders:read'],
  'DELETE /orders/{id}': ['orders:write', 'orders:delete'],
  'GET /orders/{id}/lines': ['lines'],
  'GET /orders/special': ['special'],
  'GET /files/secret/{path+}': ['secret'],
});

describe('the required scopes of a route', () => {
  test.each([
    ['GET /orders', []],
    ['GET /orders/{id}', ['orders:read']],
    ['DELETE /orders/{id}', ['orders:write', 'orders:delete']],
  ])("are found by an HTTP API's route key %s", (routeKey, scopes) => {
    expect(required.byRouteKey(routeKey)).toEqual(scopes);
  });

  test.each(['POST /orders', 'GET /orders/42', '$default', '', 'toString'])(
    'are undefined for the unknown route key %j',
    (routeKey) => {
      expect(required.byRouteKey(routeKey)).toBeUndefined();
    },
  );

  test.each([
    ['GET/', ['root']],
    ['GET/orders', []],
    ['GET/orders/', []],
    ['GET/orders/42', ['orders:read']],
    ['GET/orders/42/', ['orders:read']],
    ['GET/orders/special', ['special']],
    ['GET/orders/42/lines', ['lines']],
    ['DELETE/orders/special', ['orders:write', 'orders:delete']],
    ['GET/files/a', ['files']],
    ['GET/files/a/b', ['files']],
    ['GET/files/secret', ['files']],
    ['GET/files/secret/a', ['secret']],
  ])(
    "are those of the most specific route that matches a REST API's method and path %s",
    (methodAndPath, scopes) => {
      expect(required.byMethodArn(methodAndPath)).toEqual(scopes);
    },
  );

  test.each(['POST/orders', 'GET/Orders', 'GET/orders/42/lines/1', 'GET/files', 'get/orders', ''])(
    'are undefined for the unknown method and path %j',
    (methodAndPath) => {
      expect(required.byMethodArn(methodAndPath)).toBeUndefined();
    },
  );

  test('are empty for every route if no route requires scopes', () => {
    const none = createRequiredScopes({});
    expect(none.byRouteKey('GET /anything')).toEqual([]);
    expect(none.byMethodArn('GET/anything')).toEqual([]);
  });
});
