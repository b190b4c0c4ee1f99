import { describe, expect, it } from 'vitest';
import { matchesRoute } from '../../../local/zuplo/route-match.ts';

describe('The route', () => {
  it.each([
    ['GET /', 'GET', '/'],
    ['ANY /', 'DELETE', '/'],
    ['* /health', 'GET', '/health'],
    ['GET /items/{id}', 'GET', '/items/7'],
    ['GET /items/{id}/parts', 'GET', '/items/7/parts'],
    ['GET /files/{path+}', 'GET', '/files/a/b.txt'],
    ['ANY /{proxy+}', 'POST', '/anything/at/all'],
    ['ANY $default', 'PUT', '/whatever'],
    ['GET /v1.0', 'GET', '/v1.0'],
  ])('%s matches %s %s', (route, method, path) => {
    const [verb = '', pattern = ''] = route.split(' ');
    expect(matchesRoute({ method: verb, path: pattern }, method, path)).toBe(true);
  });

  it.each([
    ['GET /', 'POST', '/'],
    ['GET /', 'GET', '/protected'],
    ['GET /', 'GET', '//'],
    ['GET /items/{id}', 'GET', '/items/'],
    ['GET /items/{id}', 'GET', '/items/7/parts'],
    ['GET /files/{path+}', 'GET', '/files'],
    ['GET /files/{path+}', 'GET', '/files/'],
    ['GET /v1.0', 'GET', '/v1x0'],
  ])('%s does not match %s %s', (route, method, path) => {
    const [verb = '', pattern = ''] = route.split(' ');
    expect(matchesRoute({ method: verb, path: pattern }, method, path)).toBe(false);
  });
});
