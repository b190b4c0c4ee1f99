import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One invocation, by `performance.now()`. */
export interface Invocation {
  /** When the function asked for it; of the first one, when initialisation was over. */
  readonly asked: number;
  readonly answered: number;
  readonly answer: string;
}

/** Lambda's side of a function: hands out events and takes answers. */
export interface RuntimeApi {
  /** Host and port, as AWS_LAMBDA_RUNTIME_API has it. */
  readonly address: string;
  /**
   * Serves one instance of a function these events, one after the other; it waits for a further one
   * until it is killed. One instance at a time.
   * @param onInitialised called before the first event is handed out
   * @throws {Error} if the function reports an error
   */
  serve(events: readonly unknown[], onInitialised?: () => void): Promise<readonly Invocation[]>;
  close(): Promise<void>;
}

interface Serving {
  readonly events: readonly unknown[];
  readonly onInitialised: () => void;
  readonly invocations: Invocation[];
  asked: number;
  resolve(invocations: readonly Invocation[]): void;
  reject(error: Error): void;
}

/**
 * Starts the part of the Runtime API that a function cannot do without.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  let serving: Serving | undefined;
  const server = createServer(async (request, response) => {
    const said = await text(request);
    if (serving === undefined) response.destroy();
    else if (request.method === 'GET') next(serving, response);
    else report(serving, request.url ?? '', said, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (events, onInitialised = () => {}) =>
      new Promise((resolve, reject) => {
        serving = { events, onInitialised, invocations: [], asked: 0, resolve, reject };
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** `GET …/invocation/next`: not answered once there are no more events, as Lambda freezes an idle function. */
function next(serving: Serving, response: ServerResponse): void {
  const { events, invocations, onInitialised } = serving;
  const event = events[invocations.length];
  if (event === undefined) return;
  serving.asked = performance.now();
  if (invocations.length === 0) onInitialised();
  response.writeHead(200, {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': `bench-${invocations.length}`,
    'lambda-runtime-deadline-ms': Date.now() + 60_000,
    'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-west-1:000000000000:function:bench',
  });
  response.end(JSON.stringify(event));
}

/** `POST …/invocation/<id>/response`, `…/<id>/error` and `…/init/error`. */
function report(serving: Serving, url: string, said: string, response: ServerResponse): void {
  const { asked, events, invocations } = serving;
  if (url.endsWith('/error')) serving.reject(new Error(`the function failed: ${said}`));
  invocations.push({ asked, answered: performance.now(), answer: said });
  response.writeHead(202).end();
  if (invocations.length === events.length) serving.resolve(invocations);
}

async function text(request: IncomingMessage): Promise<string> {
  let said = '';
  for await (const chunk of request.setEncoding('utf8')) said += chunk;
  return said;
}
