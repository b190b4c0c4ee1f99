import { connect } from 'node:net';

/** A request of the load. */
export interface LoadRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LoadResponse {
  readonly status: number;
  readonly body: string;
}

/** A keep-alive connection for one request at a time. */
export interface Connection {
  send(request: LoadRequest): Promise<LoadResponse>;
  close(): void;
}

/** Opens a connection on a bare socket, which costs much less than node:http: the server is what is measured. */
export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  let received = '';
  let pending: PromiseWithResolvers<LoadResponse> | undefined;
  socket.setEncoding('latin1').on('data', (text: string) => {
    received += text;
    const response = completeResponse(received);
    if (response === undefined) return;
    received = '';
    pending?.resolve(response);
  });
  for (const event of ['error', 'close'])
    socket.on(event, () => pending?.reject(new Error(`connection ended: ${event}`)));
  return {
    send(request) {
      pending = Promise.withResolvers();
      socket.write(requestText(request));
      return pending.promise;
    },
    close: () => socket.destroy(),
  };
}

function requestText({ method, path, headers = {} }: LoadRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, 'Host: localhost', ...lines, '', ''].join('\r\n');
}

function completeResponse(received: string): LoadResponse | undefined {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const status = Number(received.slice(9, 12));
  const [, length = '0'] = /\r\ncontent-length: (\d+)/i.exec(received.slice(0, head)) ?? [];
  const body = received.slice(head + 4);
  return body.length >= Number(length) ? { status, body } : undefined;
}
