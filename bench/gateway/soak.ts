import { startChild } from './child.ts';
import type { LoadRequest } from './connection.ts';
import { prepareFixtureStack } from './fixture-stack.ts';
import { sendLoad } from './load.ts';

// 100,000 requests with different outcomes over 16 connections: every response is checked, and memory is
// printed after each 20,000.

const connections = 16;
const requestsPerPart = 20_000;
const parts = 5;

const stack = await prepareFixtureStack();
const gateway = await startChild('gateway-process.ts', stack.folder);

const get = (path: string, headers: Readonly<Record<string, string>> = {}): LoadRequest => ({
  method: 'GET',
  path,
  headers,
});
const withAuthorization = (Authorization: string) => get('/protected', { Authorization });
const forbidden = /^\{"message":"Forbidden"\}$/;
const notFound = /^\{"message":"Not Found"\}$/;
const cases: readonly (readonly [request: LoadRequest, status: number, body: RegExp])[] = [
  [get('/'), 200, /^Welcome to the public API$/],
  [withAuthorization(`Bearer ${stack.token}`), 200, /alice/],
  [get('/protected'), 401, /^\{"message":"Unauthorized"\}$/],
  [withAuthorization(`Bearer ${stack.forgedToken}`), 403, forbidden],
  [withAuthorization('Bearer nonsense'), 403, forbidden],
  [get('/protected/'), 404, notFound],
  [{ method: 'POST', path: '/', headers: { 'Content-Length': '0' } }, 404, notFound],
  [get('/%2e/protected'), 400, /^\{"message":"Bad Request"\}$/],
  [get('/', { 'X-Large': 'x'.repeat(10_300) }), 431, /^\{"message":"Request Header Fields/],
  [get('/?a=1&a=2', { Cookie: 'a=1; b=2' }), 200, /^Welcome/],
];
const isExpected = (index: number, status: number, body: string): boolean => {
  const [, expected, pattern] = cases[index] ?? [];
  return status === expected && pattern?.test(body) === true;
};

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
const rows: Record<string, number | string>[] = [];
let unexpected = 0;
for (let part = 0; part <= parts; part += 1) {
  const result = await sendLoad(
    {
      port: gateway.port,
      requests: cases.map(([request]) => request),
      connections,
      milliseconds: 120_000,
      // The first part warms up.
      maxRequests: part === 0 ? 2000 : requestsPerPart,
    },
    isExpected,
  );
  const { rss, heapUsed, external } = (await gateway.request({})) as NodeJS.MemoryUsage;
  unexpected += result.unexpected;
  rows.push({
    requests: result.responses,
    unexpected: result.unexpected,
    'requests/s': Math.round(result.responses / result.seconds),
    'p99 ms': Math.round(result.p99Milliseconds * 100) / 100,
    'heap MB': megabytes(heapUsed),
    'external MB': megabytes(external),
    'rss MB': megabytes(rss),
    statuses: JSON.stringify(result.statuses),
  });
}
await gateway.stop();
await stack.close();
console.table(rows);
console.log(unexpected === 0 ? 'all responses as expected' : `${unexpected} unexpected responses`);
process.exitCode = unexpected === 0 ? 0 : 1;
