import { type LoadRequest, openConnection } from './connection.ts';

export interface LoadOptions {
  readonly port: number;
  /** Each connection sends them in turn, beginning with a different one. */
  readonly requests: readonly LoadRequest[];
  readonly connections: number;
  /** Ends after this many milliseconds or requests. */
  readonly milliseconds: number;
  readonly maxRequests?: number;
}

export interface LoadResult {
  readonly responses: number;
  readonly seconds: number;
  /** Number of responses by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Number of unexpected responses. */
  readonly unexpected: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/**
 * Sends requests over keep-alive connections, on each the next as soon as the response has arrived.
 * @param isExpected whether a response is that of the request at an index
 */
export async function sendLoad(
  {
    port,
    requests,
    connections,
    milliseconds,
    maxRequests = Number.POSITIVE_INFINITY,
  }: LoadOptions,
  isExpected: (index: number, status: number, body: string) => boolean = () => true,
): Promise<LoadResult> {
  const statuses: Record<string, number> = {};
  const latencies: number[] = [];
  let [sent, unexpected] = [0, 0];
  const start = performance.now();
  const run = async (first: number): Promise<void> => {
    const connection = await openConnection(port);
    for (
      let turn = first;
      performance.now() < start + milliseconds && sent < maxRequests;
      turn += 1
    ) {
      const index = turn % requests.length;
      const request = requests[index];
      if (request === undefined) break;
      sent += 1;
      const begin = performance.now();
      const { status, body } = await connection.send(request);
      latencies.push(performance.now() - begin);
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (!isExpected(index, status, body)) unexpected += 1;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, (_, number) => run(number)));
  const seconds = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  const quantile = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? 0;
  return {
    responses: latencies.length,
    seconds,
    statuses,
    unexpected,
    p50Milliseconds: quantile(0.5),
    p99Milliseconds: quantile(0.99),
  };
}
