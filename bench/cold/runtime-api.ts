import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Lambda's side of a function: provides events and receives results. */
export interface RuntimeApi {
  /** Host and port, the value of AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /**
   * Provides one event to the instance that asks next; returns its result as JSON. One at a time.
   * @throws {Error} if the function reports an error
   */
  invoke(event: unknown): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts the part of the Runtime API that functions need.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  let event: unknown;
  let invocation = Promise.withResolvers<string>();
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      // The next invocation of an idle instance is not answered: Lambda freezes it.
      if (event === undefined) return;
      response.writeHead(200, invocationHeaders());
      response.end(JSON.stringify(event));
      event = undefined;
      return;
    }
    const body = await text(request);
    response.writeHead(202).end();
    // `…/<request id>/error` and `…/init/error`
    if (request.url?.endsWith('/error')) invocation.reject(new Error(`function error: ${body}`));
    else invocation.resolve(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    invoke(next) {
      event = next;
      invocation = Promise.withResolvers();
      return invocation.promise;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function invocationHeaders() {
  return {
    'content-type': 'application/json',
    'lambda-runtime-aws-request-id': 'bench',
    'lambda-runtime-deadline-ms': Date.now() + 60_000,
    'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-west-1:000000000000:function:bench',
  };
}
