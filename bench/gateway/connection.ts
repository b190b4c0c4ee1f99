import { Agent, request as startRequest } from 'node:http';
import { connect } from 'node:net';

/** One request of the load. */
export interface LoadRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What was answered. */
export interface LoadAnswer {
  readonly status: number;
  readonly body: string;
}

/** A keep-alive connection: one request at a time. */
export interface Connection {
  ask(request: LoadRequest): Promise<LoadAnswer>;
  close(): void;
}

/**
 * A connection on a bare socket, which takes a small part of what a server does: under it, the
 * server is what is measured.
 */
export async function bareConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  let received = '';
  let answered: PromiseWithResolvers<LoadAnswer> | undefined;
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
    const answer = wholeAnswer(received);
    if (answer === undefined) return;
    received = '';
    answered?.resolve(answer);
  });
  for (const event of ['error', 'close'])
    socket.on(event, () => answered?.reject(new Error(`the connection ended: ${event}`)));
  return {
    ask: (request) => {
      answered = Promise.withResolvers();
      socket.write(requestText(request));
      return answered.promise;
    },
    close: () => socket.destroy(),
  };
}

/** A connection of a node:http agent, as the clients of a day's work have it. */
export async function agentConnection(port: number): Promise<Connection> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: ({ method, path, headers }) =>
      new Promise((resolve, reject) => {
        startRequest({ agent, port, host: '127.0.0.1', method, path, headers }, (response) => {
          let body = '';
          response.setEncoding('latin1').on('data', (text: string) => {
            body += text;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
        })
          .on('error', reject)
          .end();
      }),
    close: () => agent.destroy(),
  };
}

function requestText({ method, path, headers = {} }: LoadRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...lines, '', ''].join('\r\n');
}

function wholeAnswer(received: string): LoadAnswer | undefined {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const status = Number(received.slice(9, 12));
  const [, length = '0'] = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, head)) ?? [];
  const body = received.slice(head + 4);
  return body.length >= Number(length) ? { status, body } : undefined;
}
