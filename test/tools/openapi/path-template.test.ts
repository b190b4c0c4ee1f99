import { UserError } from 'local-gateway/user-error';
import { describe, expect, it } from 'vitest';
import type { Route } from '../../../lib/routes.ts';
import { createPathTemplates } from '../../../tools/openapi/path-template.ts';

const schema = { type: 'string', minLength: 1 };

function templates(...keys: readonly string[]) {
  const template = createPathTemplates();
  return keys.map((key) => {
    const [method, path] = key.split(' ') as [Route['method'], Route['path']];
    return template({ method, path, access: 'public', handler: 'public' });
  });
}

describe('a path', () => {
  it('without parameters stays as it is', () => {
    expect(templates('GET /orders')).toStrictEqual([{ path: '/orders', parameters: [] }]);
  });

  it('has a required parameter for each pair of braces', () => {
    expect(templates('GET /orders/{id}/lines/{line-no}')).toStrictEqual([
      {
        path: '/orders/{id}/lines/{line-no}',
        parameters: [
          { name: 'id', in: 'path', required: true, schema },
          { name: 'line-no', in: 'path', required: true, schema },
        ],
      },
    ]);
  });

  it('has an ordinary parameter for a greedy one, which says that it takes in slashes', () => {
    const [template] = templates('GET /files/{proxy+}');
    expect(template).toMatchObject({
      path: '/files/{proxy}',
      parameters: [{ name: 'proxy', description: expect.stringContaining('slashes included') }],
    });
  });

  it('may have several methods', () => {
    expect(templates('GET /orders/{id}', 'PUT /orders/{id}')).toHaveLength(2);
  });

  it.each([
    ['GET /orders/{id}', 'PUT /orders/{order}'],
    ['GET /files/{name}', 'GET /files/{name+}'],
    ['GET /orders', 'GET /orders'],
  ])('is not given twice: %s and %s are named', (one, other) => {
    expect(() => templates(one, other)).toThrow(UserError);
    expect(() => templates(one, other)).toThrow(`lib/routes.ts: ${one} and ${other} are one path`);
  });
});
