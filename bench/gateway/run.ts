import { type Child, startChild } from './child.ts';
import type { LoadOptions, LoadResult } from './load.ts';
import { prepareOwnStack } from './own-stack.ts';

// What requests cost through the local gateway, as a ratio to a bare node:http server that calls the
// same handler: alternating rounds, medians, the client in a process of its own.

const connections = 8;
const rounds = 3;
const roundMilliseconds = 3000;
const requestsForMemory = 100_000;

/** What serverless-offline 14.8 under osls 4.3.1 does on this stack, on two cores. */
const serverlessOffline = { public: 1007, protected: 364 };

const stack = await prepareOwnStack();
const client = await startChild('load-process.ts');
const bare = await startChild('bare-process.ts', stack.publicBundle);
const starts: number[] = [];
let gateway: Child | undefined;
for (let count = 0; count < 3; count += 1) {
  await gateway?.stop();
  const begin = performance.now();
  gateway = await startChild('gateway-process.ts', stack.folder);
  await ask({ port: portOf(gateway), requests: [{ method: 'GET', path: '/' }], most: 1 });
  starts.push(performance.now() - begin);
}
if (gateway === undefined) throw new Error('no gateway was started');

const headers = { Authorization: `Bearer ${stack.token}` };
const targets = {
  bare: { port: portOf(bare), requests: [{ method: 'GET', path: '/' }] },
  public: { port: portOf(gateway), requests: [{ method: 'GET', path: '/' }] },
  protected: { port: portOf(gateway), requests: [{ method: 'GET', path: '/protected', headers }] },
};
type Target = keyof typeof targets;
const names = Object.keys(targets) as Target[];
const clients = ['sockets', 'node:http'] as const;
type Client = (typeof clients)[number];

for (const name of names) await ask({ ...targets[name], milliseconds: 1500 });
const before = await memory(gateway);
const results = new Map<string, LoadResult[]>();
let throughGateway = 0;
for (let round = 0; round < rounds; round += 1)
  for (const client of clients)
    for (const name of names) {
      const result = await ask({ ...targets[name], client, milliseconds: roundMilliseconds });
      const failed = Object.keys(result.statuses).filter((status) => status !== '200');
      if (failed.length > 0) throw new Error(`${name} answered ${JSON.stringify(result.statuses)}`);
      resultsOf(client, name).push(result);
      if (name !== 'bare') throughGateway += result.answers;
    }
while (throughGateway < requestsForMemory) {
  const most = Math.min(20_000, requestsForMemory - throughGateway);
  throughGateway += (await ask({ ...targets.protected, most })).answers;
}
const after = await memory(gateway);
await Promise.all([client.stop(), bare.stop(), gateway.stop()]);
await stack.close();

console.log(
  `${connections} connections, medians of ${rounds} rounds of ${roundMilliseconds / 1000} s; ` +
    'the client is one of bare sockets, or of node:http, which takes as much as a server',
);
console.table(
  Object.fromEntries(
    clients.flatMap((client) =>
      names.map((name) => [
        `${name === 'bare' ? 'bare node:http' : name}, ${client}`,
        line(client, name),
      ]),
    ),
  ),
);
console.log(`started and answering in ${Math.round(median(starts))} ms`);
console.log(
  `memory: ${megabytes(before)} before, ${megabytes(after)} after ${throughGateway} requests`,
);

function resultsOf(client: Client, name: Target): LoadResult[] {
  const key = `${client} ${name}`;
  const known = results.get(key) ?? [];
  results.set(key, known);
  return known;
}

function perSecond(client: Client, name: Target): number {
  return median(resultsOf(client, name).map(({ answers, seconds }) => answers / seconds));
}

function line(client: Client, name: Target): object {
  const of = resultsOf(client, name);
  const times = name === 'bare' ? '' : perSecond(client, name) / serverlessOffline[name];
  return {
    'requests/s': Math.round(perSecond(client, name)),
    'p50 ms': rounded(median(of.map(({ p50Milliseconds }) => p50Milliseconds))),
    'p99 ms': rounded(median(of.map(({ p99Milliseconds }) => p99Milliseconds))),
    'bare / this': rounded(perSecond(client, 'bare') / perSecond(client, name)),
    'times serverless-offline': times === '' ? '' : rounded(times),
  };
}

function portOf(child: Child): number {
  return (child.first as { readonly port: number }).port;
}

async function ask(options: Partial<LoadOptions> & Pick<LoadOptions, 'port' | 'requests'>) {
  const asked: LoadOptions = {
    client: 'sockets',
    connections,
    milliseconds: 60_000,
    ...options,
  };
  return (await client.ask(asked)) as LoadResult;
}

async function memory(child: Child): Promise<NodeJS.MemoryUsage> {
  return (await child.ask({})) as NodeJS.MemoryUsage;
}

function megabytes({ rss, heapUsed }: NodeJS.MemoryUsage): string {
  return `${Math.round(rss / 1e6)} MB (heap ${Math.round(heapUsed / 1e6)} MB)`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
