import { type Child, startChild } from './child.ts';
import { prepareFixtureStack } from './fixture-stack.ts';
import type { LoadOptions, LoadResult } from './load.ts';

// Throughput of the local gateway, compared with a bare node:http server that invokes the same handler:
// alternating rounds, medians, the client in its own process.

const connections = 8;
const rounds = 3;
const roundMilliseconds = 3000;
const requestsForMemory = 100_000;

/** Requests per second of serverless-offline 14.8 with osls 4.3.1 on this stack, on two cores. */
const serverlessOffline = { public: 1007, protected: 364 };

const stack = await prepareFixtureStack();
const client = await startChild('load-process.ts');
const bare = await startChild('bare-process.ts', stack.publicBundle);
const { gateway, startMilliseconds } = await startGateway();

const publicRequests = [{ method: 'GET', path: '/' }];
const headers = { Authorization: `Bearer ${stack.token}` };
const targets = {
  bare: { port: bare.port, requests: publicRequests },
  public: { port: gateway.port, requests: publicRequests },
  protected: { port: gateway.port, requests: [{ method: 'GET', path: '/protected', headers }] },
};
type Target = keyof typeof targets;
const names = Object.keys(targets) as Target[];

for (const name of names) await send({ ...targets[name], milliseconds: 1500 });
const before = await memory(gateway);
const results: Record<Target, LoadResult[]> = { bare: [], public: [], protected: [] };
let requests = 0;
for (let round = 0; round < rounds; round += 1)
  for (const name of names) {
    const result = await send({ ...targets[name], milliseconds: roundMilliseconds });
    const failed = Object.keys(result.statuses).filter((status) => status !== '200');
    if (failed.length > 0) throw new Error(`${name}: ${JSON.stringify(result.statuses)}`);
    results[name].push(result);
    if (name !== 'bare') requests += result.responses;
  }
while (requests < requestsForMemory) {
  const maxRequests = Math.min(20_000, requestsForMemory - requests);
  requests += (await send({ ...targets.protected, maxRequests })).responses;
}
const after = await memory(gateway);
await Promise.all([client.stop(), bare.stop(), gateway.stop()]);
await stack.close();

console.log(
  `${connections} connections, medians of ${rounds} rounds of ${roundMilliseconds / 1000} s`,
);
console.table({
  'bare node:http': row('bare'),
  'public route': row('public'),
  'protected route': row('protected'),
});
console.log(`start to first response: ${Math.round(startMilliseconds)} ms`);
console.log(`memory: ${before}; after ${requests} requests: ${after}`);

/** Starts the gateway three times; returns the last, and the median time to its first response. */
async function startGateway() {
  const times: number[] = [];
  for (;;) {
    const begin = performance.now();
    const started = await startChild('gateway-process.ts', stack.folder);
    await send({ port: started.port, requests: [{ method: 'GET', path: '/' }], maxRequests: 1 });
    times.push(performance.now() - begin);
    if (times.length === 3) return { gateway: started, startMilliseconds: median(times) };
    await started.stop();
  }
}

async function send(options: Partial<LoadOptions> & Pick<LoadOptions, 'port' | 'requests'>) {
  return (await client.request({ connections, milliseconds: 60_000, ...options })) as LoadResult;
}

async function memory(child: Child): Promise<string> {
  const { rss, heapUsed } = (await child.request({})) as NodeJS.MemoryUsage;
  return `${Math.round(rss / 1e6)} MB (heap ${Math.round(heapUsed / 1e6)} MB)`;
}

function perSecond(name: Target): number {
  return median(results[name].map(({ responses, seconds }) => responses / seconds));
}

function row(name: Target): object {
  return {
    'requests/s': Math.round(perSecond(name)),
    'p50 ms': rounded(median(results[name].map(({ p50Milliseconds }) => p50Milliseconds))),
    'p99 ms': rounded(median(results[name].map(({ p99Milliseconds }) => p99Milliseconds))),
    'bare / this': rounded(perSecond('bare') / perSecond(name)),
    'this / serverless-offline':
      name === 'bare' ? '' : rounded(perSecond(name) / serverlessOffline[name]),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
