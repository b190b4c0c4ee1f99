import { describe, expect, it } from 'vitest';
import { decodedPath } from '../../src/gateway/client-request.ts';

describe('decodedPath', () => {
  it.each([
    ['/', '/'],
    ['/a%20b', '/a b'],
    ['/%C3%A4', '/ä'],
    ['/a//b/', '/a//b/'],
    ['/a%3Fb', '/a?b'],
    ['/a%2Fb', '/a/b'],
    ['/a%5Cb', '/a\\b'],
    ['/...', '/...'],
  ])('decodes %s to %s', (rawPath, path) => {
    expect(decodedPath(rawPath)).toBe(path);
  });

  it.each([
    '/.',
    '/..',
    '/a/./b',
    '/a/../b',
    '/%2e',
    '/a/%2E%2e/b',
    '/a%2F..%2Fb',
    '/a%00',
    '/%',
    '/%C3',
    'a',
    '*',
  ])('rejects the ambiguous path %s', (rawPath) => {
    expect(decodedPath(rawPath)).toBeUndefined();
  });
});
