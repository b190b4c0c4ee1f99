import { validate } from '@readme/openapi-parser';
import { describe, expect, it, test } from 'vitest';
import { routes as ownRoutes, type Route } from '../../../lib/routes.ts';
import {
  type DocumentOptions,
  type OpenapiDocument,
  openapiDocument,
} from '../../../tools/openapi/document.ts';

const flavours = ['http', 'rest'] as const;
const info = { title: 'orders', version: '1.2.3', description: 'Orders' };

/** All that a route table can hold: parameters, a greedy one, scopes, several methods, no summary. */
const manyRoutes: readonly Route[] = [
  ...ownRoutes,
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

function documentOf(routes: readonly Route[], options: Partial<DocumentOptions> = {}) {
  return openapiDocument(routes, { info, flavour: 'http', url: undefined, ...options });
}

/** What the public validator says of a document; it is given a copy, for it resolves references in place. */
async function verdict(document: object) {
  return validate(structuredClone(document) as Parameters<typeof validate>[0]);
}

function operationOf(document: OpenapiDocument, path: string, method = 'get') {
  const operation = document.paths[path]?.[method];
  if (operation === undefined) throw new Error(`no ${method} ${path}`);
  return operation;
}

describe('a public validator', () => {
  test.each(
    flavours.flatMap(
      (flavour) =>
        [
          [flavour, 'our own route table', ownRoutes],
          [flavour, 'a table with all that a route can have', manyRoutes],
          [flavour, 'an empty table', []],
        ] as const,
    ),
  )('takes the document of the %s API for %s', async (flavour, _, routes) => {
    expect(await verdict(documentOf(routes, { flavour }))).toMatchObject({
      valid: true,
      warnings: [],
    });
  });

  it('takes the document with an address', async () => {
    const document = documentOf(ownRoutes, { url: 'https://api.example.com' });
    expect(document.servers).toStrictEqual([{ url: 'https://api.example.com' }]);
    expect(await verdict(document)).toMatchObject({ valid: true });
  });

  // Otherwise the tests above would say nothing.
  test.each<[string, (document: OpenapiDocument) => object]>([
    ['a word that OpenAPI does not know', (document) => ({ ...document, routes: [] })],
    ['no version', (document) => ({ ...document, info: { title: 'orders' } })],
    [
      'a server variable without a default',
      (document) => ({ ...document, servers: [{ url: 'https://{id}', variables: { id: {} } }] }),
    ],
    [
      'a response without a description',
      (document) => withOperation(document, { responses: { 200: {} } }),
    ],
    [
      'an operationId that is there twice',
      (document) => withOperation(document, { operationId: 'getOrders' }),
    ],
    [
      'a path parameter that is not described',
      (document) => withOperation(document, { parameters: [] }),
    ],
    [
      "API Gateway's own word for a greedy parameter",
      (document) =>
        withOperation(document, {
          parameters: [{ name: 'id+', in: 'path', required: true, schema: {} }],
        }),
    ],
  ])('refuses a document with %s', async (_, spoil) => {
    expect(await verdict(spoil(documentOf(manyRoutes)))).toMatchObject({ valid: false });
  });
});

/** The document with other members in its operation `GET /orders/{id}`. */
function withOperation(document: OpenapiDocument, members: object): object {
  const path = '/orders/{id}';
  const get = { ...operationOf(document, path), ...members };
  return { ...document, paths: { ...document.paths, [path]: { get } } };
}

describe('the document', () => {
  const document = documentOf(manyRoutes);

  it('has one operation for each route, in the order of the table', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(operations).toStrictEqual(
      manyRoutes.map(({ method, path }) => `${method} ${path.replace('+', '')}`),
    );
  });

  it('says what a route is for where the table says so', () => {
    expect(operationOf(document, '/protected').summary).toBe('Greets the caller by name');
    expect(operationOf(document, '/orders')).not.toHaveProperty('summary');
  });

  it('asks for a token with the scopes of a protected route, and for nothing on a public one', () => {
    const security = (path: string, method?: string) =>
      operationOf(document, path, method).security;
    expect(security('/')).toStrictEqual([]);
    expect(security('/protected')).toStrictEqual([{ zuploJwt: [] }]);
    expect(security('/orders', 'post')).toStrictEqual([
      { zuploJwt: ['orders:read', 'orders:write'] },
    ]);
  });

  it('names the one security scheme that its operations ask for', () => {
    const named = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ security }) => security.flatMap((requirement) => Object.keys(requirement)));
    expect(new Set(named)).toStrictEqual(new Set(Object.keys(document.components.securitySchemes)));
  });

  it.each([
    ['http', 'https://{id}.execute-api.{region}.amazonaws.com'],
    ['rest', 'https://{id}.execute-api.{region}.amazonaws.com/{stage}'],
  ] as const)(
    "gives the pattern of the %s API's addresses, each variable with a default",
    (flavour, url) => {
      const [server] = documentOf(ownRoutes, { flavour }).servers;
      expect(server?.url).toBe(url);
      expect([...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)).toStrictEqual(
        Object.keys(server?.variables ?? {}),
      );
    },
  );
});
