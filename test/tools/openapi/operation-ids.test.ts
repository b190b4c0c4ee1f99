import { describe, expect, it } from 'vitest';
import type { Route } from '../../../lib/routes.ts';
import { createOperationIds } from '../../../tools/openapi/operation-ids.ts';

function ids(...keys: readonly string[]): string[] {
  const operationId = createOperationIds();
  return keys.map((key) => {
    const [method, path] = key.split(' ') as [Route['method'], Route['path']];
    return operationId({ method, path, access: 'public', handler: 'public' });
  });
}

describe('an operationId', () => {
  it.each([
    ['GET /', 'getRoot'],
    ['GET /protected', 'getProtected'],
    ['DELETE /orders/{id}', 'deleteOrdersById'],
    ['PUT /orders/{id}/lines/{line-no}', 'putOrdersByIdLinesByLineNo'],
    ['GET /files/{proxy+}', 'getFilesByProxy'],
    ['GET /price-list.json', 'getPriceListJson'],
  ])('of %s is %s', (key, id) => {
    expect(ids(key)).toStrictEqual([id]);
  });

  it('is given to one route only: a later one gets a number', () => {
    expect(ids('GET /a/b', 'GET /a-b', 'GET /a.b', 'GET /a/b2')).toStrictEqual([
      'getAB',
      'getAB2',
      'getAB3',
      'getAB22',
    ]);
  });

  it('does not change when a route is added at the end', () => {
    const before = ids('GET /a/b', 'GET /a-b');
    expect(ids('GET /a/b', 'GET /a-b', 'GET /a/b2').slice(0, 2)).toStrictEqual(before);
  });
});
