import { validate } from '@readme/openapi-parser';
import { UserError } from 'local-gateway/user-error';
import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../../contract/api-type.ts';
import type { Route } from '../../../lib/api/route.ts';
import {
  type DocumentOptions,
  type OpenapiDocument,
  openapiDocument,
} from '../../../tools/openapi/document.ts';
import { fixtureRoutes } from '../../fixture-routes.ts';

const info = { title: 'orders', version: '1.2.3', description: 'Orders' };

/** Everything that a route table can contain. */
const routes: readonly Route[] = [
  ...fixtureRoutes,
  protectedRoute('GET', '/orders', ['orders:read']),
  protectedRoute('POST', '/orders', ['orders:read', 'orders:write']),
  protectedRoute('GET', '/orders/{id}'),
  protectedRoute('PUT', '/orders/{id}/lines/{line-no}', ['orders:write']),
  protectedRoute('PATCH', '/orders/{id}/lines/{line-no}', ['orders:write']),
  protectedRoute('DELETE', '/files/{proxy+}'),
  { method: 'GET', path: '/files/{proxy+}', access: 'public', handler: 'files' },
];

function protectedRoute(
  method: Route['method'],
  path: Route['path'],
  scopes: readonly string[] = [],
): Route {
  return { method, path, access: 'protected', scopes, handler: 'orders' };
}

function documentOf(table: readonly Route[], options: Partial<DocumentOptions> = {}) {
  return openapiDocument(table, { info, api: 'http', url: undefined, ...options });
}

/** Validates a copy, because the validator resolves references in place. */
async function validation(document: object) {
  return validate(structuredClone(document) as Parameters<typeof validate>[0]);
}

function operationOf(document: OpenapiDocument, path: string, method = 'get') {
  const operation = document.paths[path]?.[method];
  if (operation === undefined) throw new Error(`no ${method} ${path}`);
  return operation;
}

/** Returns the document with other members in its operation `GET /orders/{id}`. */
function withOperation(document: OpenapiDocument, members: object): object {
  const path = '/orders/{id}';
  const get = { ...operationOf(document, path), ...members };
  return { ...document, paths: { ...document.paths, [path]: { get } } };
}

describe('A public validator', () => {
  test.each(
    apiTypes.flatMap((api) =>
      [undefined, 'https://api.example.com'].map((url) => [api, url] as const),
    ),
  )('accepts the document of an API of type %s with the URL %s', async (api, url) => {
    expect(await validation(documentOf(routes, { api, url }))).toMatchObject({
      valid: true,
      warnings: [],
    });
  });

  // Proves that the test above can fail.
  test.each<[string, (document: OpenapiDocument) => object]>([
    ['an unknown member', (document) => ({ ...document, routes: [] })],
    [
      'a response without description',
      (document) => withOperation(document, { responses: { 200: {} } }),
    ],
    ['a repeated operationId', (document) => withOperation(document, { operationId: 'getOrders' })],
    [
      'a path parameter without description',
      (document) => withOperation(document, { parameters: [] }),
    ],
  ])('rejects a document with %s', async (_, change) => {
    expect(await validation(change(documentOf(routes)))).toMatchObject({ valid: false });
  });
});

describe('The OpenAPI document', () => {
  const document = documentOf(routes);

  test('has an operation for each route, in the order of the table', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations).toStrictEqual(
      routes.map(({ method, path }) => `${method} ${path.replace('+', '')}`),
    );
  });

  test('has the summaries of the table', () => {
    expect(operationOf(document, '/protected').summary).toBe('Greets the caller by name');
    expect(operationOf(document, '/orders')).not.toHaveProperty('summary');
  });

  test('requires a token with the scopes of a protected route, and none for a public route', () => {
    expect(operationOf(document, '/').security).toStrictEqual([]);
    expect(operationOf(document, '/protected').security).toStrictEqual([{ zuploJwt: [] }]);
    expect(operationOf(document, '/orders', 'post').security).toStrictEqual([
      { zuploJwt: ['orders:read', 'orders:write'] },
    ]);
    expect(Object.keys(document.components.securitySchemes)).toStrictEqual(['zuploJwt']);
  });

  test.each([
    ['http', '/', ['2XX', '429', '500']],
    ['http', '/protected', ['2XX', '401', '403', '429', '500']],
    ['rest', '/', ['2XX', '429', '502']],
    ['rest', '/protected', ['2XX', '401', '429', '500', '502']],
    ['rest', '/orders', ['2XX', '401', '403', '429', '500', '502']],
  ] as const)('of an API of type %s has for %s the responses %j', (api, path, statuses) => {
    const { responses } = operationOf(documentOf(routes, { api }), path);
    expect(Object.keys(responses).sort()).toStrictEqual([...statuses].sort());
  });

  test.each([
    ['http', 'https://{id}.execute-api.{region}.amazonaws.com'],
    ['rest', 'https://{id}.execute-api.{region}.amazonaws.com/{stage}'],
  ] as const)('of an API of type %s has the server URL %s', (api, url) => {
    const [server] = documentOf(routes, { api }).servers;
    expect(server?.url).toBe(url);
    expect(Array.from(url.matchAll(/\{(\w+)\}/g), ([, name]) => name)).toStrictEqual(
      Object.keys(server?.variables ?? {}),
    );
  });

  test('cannot have two routes that differ only in greedy parameters', () => {
    const table = [protectedRoute('GET', '/files/{name}'), protectedRoute('PUT', '/files/{name+}')];
    expect(() => documentOf(table)).toThrow(UserError);
    expect(() => documentOf(table)).toThrow(
      'lib/routes.ts: GET /files/{name} and PUT /files/{name+} have the same path in OpenAPI',
    );
  });
});
