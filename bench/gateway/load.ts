import { agentConnection, bareConnection, type LoadRequest } from './connection.ts';

/** What to ask for, how hard and how long. */
export interface LoadOptions {
  readonly port: number;
  /** Each connection goes through them in turn, from a place of its own. */
  readonly requests: readonly LoadRequest[];
  readonly client: 'sockets' | 'node:http';
  readonly connections: number;
  /** Ends after so many milliseconds, or answers. */
  readonly milliseconds: number;
  readonly most?: number;
}

/** What came of it. */
export interface LoadResult {
  readonly answers: number;
  readonly seconds: number;
  /** By status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many answers were not right. */
  readonly wrong: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/**
 * Sends requests over keep-alive connections, the next on each as soon as its answer has come.
 *
 * @param isRight whether an answer is what the request at an index must get
 */
export async function load(
  options: LoadOptions,
  isRight: (index: number, status: number, body: string) => boolean = () => true,
): Promise<LoadResult> {
  const { port, requests, client, connections, milliseconds } = options;
  const { most = Number.POSITIVE_INFINITY } = options;
  const open = client === 'sockets' ? bareConnection : agentConnection;
  const statuses: Record<string, number> = {};
  const latencies: number[] = [];
  let [sent, wrong] = [0, 0];
  const start = performance.now();
  const run = async (first: number): Promise<void> => {
    const connection = await open(port);
    for (let turn = first; performance.now() < start + milliseconds && sent < most; turn += 1) {
      const index = turn % requests.length;
      const request = requests[index];
      if (request === undefined) break;
      sent += 1;
      const begin = performance.now();
      const { status, body } = await connection.ask(request);
      latencies.push(performance.now() - begin);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (!isRight(index, status, body)) wrong += 1;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, (_, number) => run(number)));
  const seconds = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
  const [p50Milliseconds, p99Milliseconds] = [at(0.5), at(0.99)];
  return { answers: latencies.length, seconds, statuses, wrong, p50Milliseconds, p99Milliseconds };
}
