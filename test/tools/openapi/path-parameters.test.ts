import { describe, expect, test } from 'vitest';
import { openapiPath, pathParameters } from '../../../tools/openapi/path-parameters.ts';

const schema = { type: 'string', minLength: 1 };

describe('A path in OpenAPI', () => {
  test('has a required parameter for each of the route', () => {
    expect(openapiPath('/orders/{id}/lines/{line-no}')).toBe('/orders/{id}/lines/{line-no}');
    expect(pathParameters('/orders/{id}/lines/{line-no}')).toStrictEqual([
      { name: 'id', in: 'path', required: true, schema },
      { name: 'line-no', in: 'path', required: true, schema },
    ]);
  });

  test('has a normal parameter for a greedy one, with a description', () => {
    expect(openapiPath('/files/{proxy+}')).toBe('/files/{proxy}');
    expect(pathParameters('/files/{proxy+}')).toMatchObject([
      { name: 'proxy', description: expect.stringContaining('slashes') },
    ]);
  });
});
