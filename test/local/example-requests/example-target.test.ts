import { describe, expect, it } from 'vitest';
import {
  bestExamplesFirst,
  exampleTarget,
} from '../../../local/example-requests/example-target.ts';

const routesOf = (...keys: string[]) =>
  keys.map((key) => {
    const [method = '', path = method] = key.split(' ');
    return { method, path, authorizer: undefined, functionName: 'Fn' };
  });

describe('The request that is an example for a route', () => {
  it.each([
    ['has the names of parameters as their values', ['POST /a/{id}/{rest+}'], 'POST /a/id/rest'],
    ['is a GET for any method', ['ANY /a'], 'GET /a'],
    ['is a GET of / for $default', ['$default'], 'GET /'],
    ['has another path than a more specific route', ['GET /a/{id}', 'GET /a/id'], 'GET /a/id-1'],
    ['has another method than a more specific route', ['ANY /a', 'GET /a'], 'POST /a'],
    ['has another path than / if that is a route', ['$default', 'ANY /'], 'GET /example'],
  ])('%s', (_, keys, target) => {
    const routes = routesOf(...keys);
    const [first] = routes;
    if (first === undefined) throw new Error('no route');
    const { method, path } = exampleTarget(first, routes);
    expect(`${method} ${path}`).toBe(target);
  });

  it('is preferably one that a browser could send, and never a preflight if there is another', () => {
    const routes = routesOf('OPTIONS /', 'POST /a', 'GET /b/{id}', 'GET /c');
    expect(bestExamplesFirst(routes).map(({ path }) => path)).toStrictEqual([
      '/c',
      '/b/{id}',
      '/a',
      '/',
    ]);
  });
});
