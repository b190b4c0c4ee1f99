import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readRouteScopes, requiredScopes } from '../../../lambdas/authorizer/route-scopes.ts';

const table = {
  'GET /orders': [],
  'GET /orders/{id}': ['orders:read'],
  'DELETE /orders/{id}': ['orders:write', 'orders:delete'],
  'ANY /files': ['files:any'],
  'GET /files': ['files:read'],
};

describe('requiredScopes', () => {
  test.each([
    ['GET /orders', []],
    ['GET /orders/{id}', ['orders:read']],
    ['DELETE /orders/{id}', ['orders:write', 'orders:delete']],
    ['GET /files', ['files:read']],
    ['PUT /files', ['files:any']],
    ['ANY /files', ['files:any']],
  ])('returns the scopes of %s', (routeKey, scopes) => {
    expect(requiredScopes(table, routeKey)).toEqual(scopes);
  });

  test.each([
    'POST /orders',
    'GET /orders/42',
    'GET/orders',
    '$default',
    '',
    'toString',
    undefined,
  ])('returns undefined for the unknown route %j', (routeKey) => {
    expect(requiredScopes(table, routeKey)).toBeUndefined();
  });

  test('returns none for every route if no route requires scopes', () => {
    expect(requiredScopes({}, 'GET /anything')).toEqual([]);
  });
});

describe('readRouteScopes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scopes-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function file(content: string): string {
    const path = join(folder, 'route-scopes.json');
    writeFileSync(path, content);
    return path;
  }

  test('reads the table', () => {
    expect(readRouteScopes(file(JSON.stringify(table)))).toEqual(table);
  });

  test.each([undefined, ''])('returns an empty table for the file %j', (name) => {
    expect(readRouteScopes(name)).toEqual({});
  });

  test('throws an error for a missing file, which is relative to the code', () => {
    expect(() => readRouteScopes('route-scopes.json')).toThrow(
      'ROUTE_SCOPES_FILE: route-scopes.json cannot be read (Error)',
    );
  });

  test.each([
    '{',
    '',
    '[]',
    'null',
    '{}',
    '{"GET /a":"b"}',
    '{"GET /a":[1]}',
    '{"GET /a":[],"GET /b":1}',
    '"GET /a"',
  ])('throws an error for the content %j', (content) => {
    expect(() => readRouteScopes(file(content))).toThrow(/^ROUTE_SCOPES_FILE: /);
  });
});
