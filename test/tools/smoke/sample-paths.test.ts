import { describe, expect, test } from 'vitest';
import type { Route } from '../../../lib/api/route.ts';
import { otherSpellings, samplePath, unknownPath } from '../../../tools/smoke/sample-paths.ts';

type Path = Route['path'];

function publicRoute(path: Path): Route {
  return { method: 'GET', path, access: 'public', handler: 'a' };
}

describe('samplePath', () => {
  test.each<[Path, string]>([
    ['/', '/'],
    ['/orders', '/orders'],
    ['/orders/{id}/lines/{line-no}', '/orders/1/lines/1'],
    ['/files/{path+}', '/files/a/b'],
  ])('replaces the parameters of %s: %s', (path, sample) => {
    expect(samplePath({ path })).toBe(sample);
  });
});

describe('unknownPath', () => {
  test.each<[Path[], string | undefined]>([
    [['/', '/orders/{id}', '/files/{path+}'], '/no-such-path'],
    [['/{id}'], '/no-such-path/no-such-path'],
    [['/{id}/{line}', '/{id}'], '/no-such-path/no-such-path/no-such-path'],
    [['/', '/{path+}'], undefined],
    [['/{id}/{path+}'], undefined],
  ])('of the routes %j is %s', (paths, path) => {
    expect(unknownPath(paths.map(publicRoute))).toBe(path);
  });
});

describe('otherSpellings', () => {
  const orders: Route = { method: 'GET', path: '/orders', access: 'protected', handler: 'a' };

  test('are encoded, upper-case, and with further slashes and dots', () => {
    expect(otherSpellings('/orders', [orders, publicRoute('/')])).toEqual([
      '/orders/',
      '//orders',
      '/ORDERS',
      '/%6frders',
      '/./orders',
    ]);
  });

  test('leave out the path of another route', () => {
    expect(otherSpellings('/orders', [orders, publicRoute('/ORDERS')])).not.toContain('/ORDERS');
  });

  test('are none if a public route has parameters, or for the root', () => {
    expect(otherSpellings('/orders', [orders, publicRoute('/{path+}')])).toEqual([]);
    expect(otherSpellings('/', [orders])).toEqual([]);
  });
});
