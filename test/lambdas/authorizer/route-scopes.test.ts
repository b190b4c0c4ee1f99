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

describe('the scopes of a route', () => {
  test.each([
    ['GET /orders', []],
    ['GET /orders/{id}', ['orders:read']],
    ['DELETE /orders/{id}', ['orders:write', 'orders:delete']],
  ])("are found by an HTTP API's route key: %s", (routeKey, scopes) => {
    expect(required.byRouteKey(routeKey)).toEqual(scopes);
  });

  test.each(['POST /orders', 'GET /orders/42', '$default', '', 'toString'])(
    'are unknown for the route key %j, which nobody may pass then',
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
    "are found by the path in a REST API's method ARN, the most specific route first: %s",
    (asked, scopes) => {
      expect(required.byMethodArn(asked)).toEqual(scopes);
    },
  );

  test.each(['POST/orders', 'GET/Orders', 'GET/orders/42/lines/1', 'GET/files', 'get/orders', ''])(
    'are unknown for %j, which nobody may pass then',
    (asked) => {
      expect(required.byMethodArn(asked)).toBeUndefined();
    },
  );

  test('are none for any route when no route asks for one', () => {
    const nothing = createRequiredScopes({});
    expect(nothing.byRouteKey('GET /anything')).toEqual([]);
    expect(nothing.byMethodArn('GET/anything')).toEqual([]);
  });
});
