import { describe, expect, it } from 'vitest';
import { opensConsole } from '../../../local/console/navigation.ts';

const browser = {
  host: 'localhost:9000',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'sec-fetch-mode': 'navigate',
};
const opens = (headers: object, { method = 'GET', url = '/' } = {}) =>
  opensConsole({ method, url, headers: { ...browser, ...headers } });

describe('The console is opened by', () => {
  it.each([
    ['a browser', {}, {}],
    ['a browser without Fetch Metadata', { 'sec-fetch-mode': undefined }, {}],
    ['a link from another site', { 'sec-fetch-site': 'cross-site' }, {}],
    ['a HEAD request', {}, { method: 'HEAD' }],
    ['a URL with a query', {}, { url: '/?from=docs' }],
    ['a URL with an IP address', { host: '127.0.0.1:9000' }, {}],
  ])('%s', (_, headers, target) => {
    expect(opens(headers, target)).toBe(true);
  });
});

describe('The console is not opened by', () => {
  it.each([
    ['curl', { accept: '*/*', 'sec-fetch-mode': undefined }, {}],
    ['a client without Accept', { accept: undefined, 'sec-fetch-mode': undefined }, {}],
    ['a client with an API key', { authorization: 'Bearer YOUR_API_KEY' }, {}],
    ["a page's fetch", { 'sec-fetch-mode': 'cors' }, {}],
    ['another method', {}, { method: 'POST' }],
    ['another path', {}, { url: '/other' }],
    ['a path of two slashes', {}, { url: '//' }],
    ['a foreign Host', { host: 'rebound.example:9000' }, {}],
  ])('%s', (_, headers, target) => {
    expect(opens(headers, target)).toBe(false);
  });
});
