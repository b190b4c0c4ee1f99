import { describe, expect, test } from 'vitest';
import { requiredScopes } from '../../../lambdas/authorizer/route-scopes.ts';

const table = {
  'GET /orders': [],
  'GET /orders/{id}': ['orders:read'],
  'DELETE /orders/{id}': ['orders:write', 'orders:delete'],
};

describe('requiredScopes', () => {
  test.each([
    ['GET /orders', []],
    ['GET /orders/{id}', ['orders:read']],
    ['DELETE /orders/{id}', ['orders:write', 'orders:delete']],
  ])('returns the scopes of %s', (routeKey, scopes) => {
    expect(requiredScopes(table, routeKey)).toEqual(scopes);
  });

  test.each(['POST /orders', 'GET /orders/42', 'GET/orders', '$default', '', 'toString'])(
    'returns undefined for the unknown route %j',
    (routeKey) => {
      expect(requiredScopes(table, routeKey)).toBeUndefined();
    },
  );

  test('returns none for every route if no route requires scopes', () => {
    expect(requiredScopes({}, 'GET /anything')).toEqual([]);
  });
});
