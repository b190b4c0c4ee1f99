import { expect, it } from 'vitest';
import { decodedPath } from '../../src/gateway/client-request.ts';

it.each([
  ['/', '/'],
  ['/a%20b', '/a b'],
  ['/%C3%A4', '/ä'],
  ['/a//b/', '/a//b/'],
  ['/a%3Fb', '/a?b'],
  ['/...', '/...'],
])('the path %s reads %s', (rawPath, path) => {
  expect(decodedPath(rawPath)).toBe(path);
});

it.each([
  '/.',
  '/..',
  '/a/./b',
  '/a/../b',
  '/%2e',
  '/a/%2E%2e/b',
  '/a%2Fb',
  '/a%5Cb',
  '/a%00',
  '/%',
  '/%C3',
  'a',
  '*',
])('the path %s could be read in two ways', (rawPath) => {
  expect(decodedPath(rawPath)).toBeUndefined();
});
