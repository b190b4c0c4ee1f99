import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a function's process reports. */
export interface RuntimeReports {
  /** It waits for an invocation: at first, its cold start has succeeded. */
  ready(): void;
  /** @param payload JSON text */
  responded(requestId: string, payload: string): void;
  /** @param body the error as JSON text */
  failed(requestId: string, body: string): void;
  initFailed(body: string): void;
}

/** An invocation to deliver. */
export interface InvocationDelivery {
  readonly requestId: string;
  readonly functionArn: string;
  readonly traceId: string;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  /** JSON text. */
  readonly event: string;
}

/** The Lambda Runtime API of one instance, on a loopback port of its own. */
export interface RuntimeApi {
  /** `host:port` */
  readonly address: string;
  /** Delivers an invocation, as soon as the process asks for the next one. */
  deliver(invocation: InvocationDelivery): void;
  close(): void;
}

/** @see Lambda, "Using the Lambda runtime API for custom runtimes" */
export async function startRuntimeApi(reports: RuntimeReports): Promise<RuntimeApi> {
  let waiting: ServerResponse | undefined;
  let undelivered: InvocationDelivery | undefined;
  const deliver = (): void => {
    if (waiting === undefined || undelivered === undefined) return;
    writeInvocation(waiting, undelivered);
    waiting = undelivered = undefined;
  };
  const server = createServer(
    // A handler may take minutes between two requests.
    { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 },
    (request, response) => {
      if (request.url === '/2018-06-01/runtime/invocation/next') {
        waiting = response;
        reports.ready();
        deliver();
      } else void receiveReport(request, response, reports);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    deliver: (invocation) => {
      undelivered = invocation;
      deliver();
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function writeInvocation(response: ServerResponse, invocation: InvocationDelivery): void {
  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(invocation.event),
    'Lambda-Runtime-Aws-Request-Id': invocation.requestId,
    'Lambda-Runtime-Deadline-Ms': invocation.deadline,
    'Lambda-Runtime-Invoked-Function-Arn': invocation.functionArn,
    'Lambda-Runtime-Trace-Id': invocation.traceId,
  });
  response.end(invocation.event);
}

async function receiveReport(
  request: IncomingMessage,
  response: ServerResponse,
  reports: RuntimeReports,
): Promise<void> {
  const [, id, outcome] =
    /^\/2018-06-01\/runtime\/(?:invocation\/([^/]+)|init)\/(response|error)$/.exec(
      request.url ?? '',
    ) ?? [];
  const body = await text(request);
  response.writeHead(outcome === undefined ? 404 : 202, { 'Content-Length': 0 }).end();
  // What the function wrote before is there by now: the event loop reads it in the same turn.
  await new Promise(setImmediate);
  if (id !== undefined && outcome === 'response') reports.responded(id, body);
  else if (id !== undefined && outcome === 'error') reports.failed(id, body);
  else if (outcome === 'error') reports.initFailed(body);
}

function text(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let body = '';
    request
      .setEncoding('utf8')
      .on('data', (chunk: string) => {
        body += chunk;
      })
      .on('end', () => resolve(body));
  });
}
