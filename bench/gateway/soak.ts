import { startChild } from './child.ts';
import type { LoadRequest } from './connection.ts';
import { type LoadOptions, load } from './load.ts';
import { prepareOwnStack } from './own-stack.ts';

// 100,000 requests of mixed outcomes over 16 connections through this project's stack: every answer
// is held against what its request must get, and memory is looked at on the way.

const connections = 16;
const portion = 20_000;
const portions = 5;

const stack = await prepareOwnStack();
const gateway = await startChild('gateway-process.ts', stack.folder);
const { port } = gateway.first as { readonly port: number };

const protectedBy = (Authorization: string): LoadRequest => ({
  method: 'GET',
  path: '/protected',
  headers: { Authorization },
});
const get = (path: string, headers: Readonly<Record<string, string>> = {}): LoadRequest => ({
  method: 'GET',
  path,
  headers,
});
const forbidden = /^\{"message":"Forbidden"\}$/;
const notFound = /^\{"message":"Not Found"\}$/;
const cases: readonly (readonly [request: LoadRequest, status: number, body: RegExp])[] = [
  [get('/'), 200, /^Welcome to the public API$/],
  [protectedBy(`Bearer ${stack.token}`), 200, /alice/],
  [get('/protected'), 401, /^\{"message":"Unauthorized"\}$/],
  [protectedBy(`Bearer ${stack.forged}`), 403, forbidden],
  [protectedBy('Bearer nonsense'), 403, forbidden],
  [get('/protected/'), 404, notFound],
  [{ method: 'POST', path: '/', headers: { 'Content-Length': '0' } }, 404, notFound],
  [get('/%2e/protected'), 400, /^\{"message":"Bad Request"\}$/],
  [get('/', { 'X-Large': 'x'.repeat(10_300) }), 431, /^\{"message":"Request Header Fields/],
  [get('/?a=1&a=2', { Cookie: 'a=1; b=2' }), 200, /^Welcome/],
];
const isRight = (index: number, status: number, body: string): boolean => {
  const [, expected, pattern] = cases[index] ?? [];
  return status === expected && pattern?.test(body) === true;
};

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
const lines: Record<string, number | string>[] = [];
let wrong = 0;
for (let count = 0; count <= portions; count += 1) {
  const options: LoadOptions = {
    port,
    requests: cases.map(([request]) => request),
    client: 'sockets',
    connections,
    milliseconds: 120_000,
    // The first is for warming up.
    most: count === 0 ? 2000 : portion,
  };
  const result = await load(options, isRight);
  const { rss, heapUsed, external } = (await gateway.ask({})) as NodeJS.MemoryUsage;
  wrong += result.wrong;
  lines.push({
    requests: result.answers,
    wrong: result.wrong,
    'requests/s': Math.round(result.answers / result.seconds),
    'p99 ms': Math.round(result.p99Milliseconds * 100) / 100,
    'heap MB': megabytes(heapUsed),
    'external MB': megabytes(external),
    'rss MB': megabytes(rss),
    statuses: JSON.stringify(result.statuses),
  });
}
await gateway.stop();
await stack.close();
console.table(lines);
console.log(wrong === 0 ? 'no wrong answer' : `${wrong} wrong answers`);
process.exitCode = wrong === 0 ? 0 : 1;
