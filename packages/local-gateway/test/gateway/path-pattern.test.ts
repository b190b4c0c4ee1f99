import { describe, expect, it } from 'vitest';
import { matchPath, pathPattern, segmentsOf } from '../../src/gateway/path-pattern.ts';

describe('a path pattern', () => {
  it.each<[string, string, Record<string, [number, number]> | undefined]>([
    ['/', '/', {}],
    ['/', '/a', undefined],
    ['/a', '/a', {}],
    ['/a', '/a/', undefined],
    ['/a/', '/a/', {}],
    ['/a', '/A', undefined],
    ['/a', '//a', undefined],
    ['/a/{b}', '/a/x', { b: [1, 2] }],
    ['/a/{b}', '/a/', undefined],
    ['/a/{b}', '/a/x/y', undefined],
    ['/{a}/{b}', '/x/y', { a: [0, 1], b: [1, 2] }],
    ['/{proxy+}', '/', undefined],
    ['/{proxy+}', '/x', { proxy: [0, 1] }],
    ['/{proxy+}', '/x/y/', { proxy: [0, 2] }],
    ['/a/{proxy+}', '/a', undefined],
    ['/a/{proxy+}', '/a/', undefined],
    ['/a/{proxy+}', '/a/b/c', { proxy: [1, 3] }],
  ])('%s against %s matches as expected', (text, path, positions) => {
    const pattern = pathPattern(text);
    if (pattern === undefined) throw new Error('no pattern');
    const found = matchPath(pattern, segmentsOf(path));
    expect(found && Object.fromEntries(found)).toEqual(positions);
  });

  it.each(['', 'a', '/{proxy+}/a', '/a{b}', '/{}', '/{a'])('cannot be %j', (text) => {
    expect(pathPattern(text)).toBeUndefined();
  });
});
