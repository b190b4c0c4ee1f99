import { describe, expect, it } from 'vitest';
import { opensConsole } from '../../../local/console/navigation.ts';

const browser = {
  host: 'localhost:9000',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  'sec-fetch-mode': 'navigate',
};
const asking = (headers: object, { method = 'GET', url = '/' } = {}) =>
  opensConsole({ method, url, headers: { ...browser, ...headers } });

describe('the console is opened by', () => {
  it.each([
    ['a browser', {}, {}],
    ['a browser that says nothing of its fetches', { 'sec-fetch-mode': undefined }, {}],
    ['a browser that follows a link from elsewhere', { 'sec-fetch-site': 'cross-site' }, {}],
    ['a request for the headers', {}, { method: 'HEAD' }],
    ['an address with a query', {}, { url: '/?from=docs' }],
    ['an address with digits', { host: '127.0.0.1:9000' }, {}],
  ])('%s', (_, headers, target) => {
    expect(asking(headers, target)).toBe(true);
  });
});

describe('the API is asked by', () => {
  it.each([
    ['curl', { accept: '*/*', 'sec-fetch-mode': undefined }, {}],
    ['a client that takes anything', { accept: undefined, 'sec-fetch-mode': undefined }, {}],
    ['a client with an API key', { authorization: 'Bearer YOUR_API_KEY' }, {}],
    ["a page's fetch", { 'sec-fetch-mode': 'cors' }, {}],
    ['another method', {}, { method: 'POST' }],
    ['another path', {}, { url: '/protected' }],
    ['a path that begins with two slashes', {}, { url: '//' }],
    ['another name of this machine', { host: 'rebound.example:9000' }, {}],
  ])('%s', (_, headers, target) => {
    expect(asking(headers, target)).toBe(false);
  });
});
