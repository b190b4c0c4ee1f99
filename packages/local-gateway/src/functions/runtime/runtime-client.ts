import { connect, type Socket } from 'node:net';
import type { ErrorReport } from './runtime-error.ts';

/** An invocation, as the Runtime API delivers it. */
export interface NextInvocation {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The event as JSON text. */
  readonly body: string;
}

/**
 * A client of the Lambda Runtime API on one keep-alive connection. When the connection ends, the
 * gateway has ended, and so does this process.
 *
 * It uses bare sockets, because functions patch node:http (AWS's client uses none of Node.js's
 * modules either). Between requests, it does not keep the event loop running.
 *
 * @see Lambda, "Using the Lambda runtime API for custom runtimes"
 */
export class RuntimeClient {
  readonly #socket: Socket;
  readonly #unanswered: ((response: NextInvocation) => void)[] = [];
  #received: Buffer = Buffer.alloc(0);

  /** @param address `host:port` */
  constructor(address: string) {
    const [host = '', port = ''] = address.split(':');
    this.#socket = connect({ host, port: Number(port), noDelay: true })
      .on('data', (chunk: Buffer) => this.#receive(chunk))
      .on('error', () => {})
      .on('close', () => process.exit(1));
  }

  /** Waits for the next invocation. */
  next(): Promise<NextInvocation> {
    return this.#send('GET invocation/next');
  }

  /** @param payload JSON text */
  async respond(requestId: string, payload: string): Promise<void> {
    await this.#send(`POST invocation/${requestId}/response`, payload);
  }

  async reportError(requestId: string, error: ErrorReport): Promise<void> {
    await this.#send(`POST invocation/${requestId}/error`, JSON.stringify(error));
  }

  async reportInitError(error: ErrorReport): Promise<void> {
    await this.#send('POST init/error', JSON.stringify(error));
  }

  #send(request: string, body = ''): Promise<NextInvocation> {
    const [method, path] = request.split(' ');
    const length = Buffer.byteLength(body);
    this.#socket.ref();
    // A response and the request for the next invocation are one write.
    this.#socket.cork();
    process.nextTick(() => this.#socket.uncork());
    this.#socket.write(
      `${method} /2018-06-01/runtime/${path} HTTP/1.1\r\nHost: runtime\r\nContent-Length: ${length}\r\n\r\n${body}`,
    );
    return new Promise((resolve) => {
      this.#unanswered.push(resolve);
    });
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    for (;;) {
      const headSize = this.#received.indexOf('\r\n\r\n');
      if (headSize < 0) return;
      const headers = parseHeaders(this.#received.toString('latin1', 0, headSize));
      const end = headSize + 4 + Number(headers['content-length'] ?? 0);
      if (this.#received.length < end) return;
      const body = this.#received.toString('utf8', headSize + 4, end);
      this.#received = this.#received.subarray(end);
      const resolve = this.#unanswered.shift();
      if (this.#unanswered.length === 0) this.#socket.unref();
      resolve?.({ headers, body });
    }
  }
}

function parseHeaders(head: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
  }
  return headers;
}
