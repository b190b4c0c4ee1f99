import { describe, expect, test } from 'vitest';
import type { Route } from '../../../lib/api/route.ts';
import { createOperationIds } from '../../../tools/openapi/operation-ids.ts';

function ids(...keys: readonly string[]): string[] {
  const operationId = createOperationIds();
  return keys.map((key) => {
    const [method, path] = key.split(' ') as [Route['method'], Route['path']];
    return operationId({ method, path });
  });
}

describe('The operationId', () => {
  test.each([
    ['GET /', 'getRoot'],
    ['GET /protected', 'getProtected'],
    ['DELETE /orders/{id}', 'deleteOrdersById'],
    ['PUT /orders/{id}/lines/{line-no}', 'putOrdersByIdLinesByLineNo'],
    ['GET /files/{proxy+}', 'getFilesByProxy'],
    ['GET /price-list.json', 'getPriceListJson'],
  ])('of %s is %s', (key, id) => {
    expect(ids(key)).toStrictEqual([id]);
  });

  test('is unique, and does not change when routes are added at the end', () => {
    expect(ids('GET /a/b', 'GET /a-b', 'GET /a.b', 'GET /a/b2')).toStrictEqual([
      'getAB',
      'getAB2',
      'getAB3',
      'getAB22',
    ]);
  });
});
