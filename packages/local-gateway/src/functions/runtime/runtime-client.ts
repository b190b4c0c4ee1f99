import { connect } from 'node:net';
import type { ErrorReport } from './error-report.ts';

/** An invocation, as the Runtime API delivers it. */
export interface NextInvocation {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The event as JSON text. */
  readonly body: string;
}

/**
 * A client of the Lambda Runtime API on one keep-alive connection. When the connection ends, the
 * gateway has ended, and so does this process. Between requests, it does not keep the event loop
 * running. It does not use node:http, which functions patch; nor does AWS's client.
 *
 * @see Lambda, "Using the Lambda runtime API for custom runtimes"
 */
export class RuntimeClient {
  readonly #socket;
  readonly #unanswered: ((response: NextInvocation) => void)[] = [];
  #received: Buffer = Buffer.alloc(0);

  /** @param address `host:port` */
  constructor(address: string) {
    const [host = '', port] = address.split(':');
    this.#socket = connect({ host, port: Number(port), noDelay: true })
      .on('data', (chunk: Buffer) => this.#receive(chunk))
      .on('error', () => {})
      .on('close', () => process.exit(1));
  }

  /** Waits for the next invocation. */
  next(): Promise<NextInvocation> {
    return this.#send('GET', 'invocation/next');
  }

  /**
   * @param subject `invocation/<request id>`
   * @param payload JSON text
   */
  async respond(subject: string, payload: string): Promise<void> {
    await this.#send('POST', `${subject}/response`, payload);
  }

  /** @param subject `invocation/<request id>`, or `init` for the cold start */
  async reportError(subject: string, error: ErrorReport): Promise<void> {
    await this.#send('POST', `${subject}/error`, JSON.stringify(error));
  }

  #send(method: string, path: string, body = ''): Promise<NextInvocation> {
    this.#socket.ref();
    // A response and the request for the next invocation are one write.
    this.#socket.cork();
    process.nextTick(() => this.#socket.uncork());
    const head = `${method} /2018-06-01/runtime/${path} HTTP/1.1\r\nHost: runtime`;
    this.#socket.write(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    return new Promise((resolve) => this.#unanswered.push(resolve));
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    for (;;) {
      const headSize = this.#received.indexOf('\r\n\r\n');
      if (headSize < 0) return;
      const headers = parseHeaders(this.#received.toString('latin1', 0, headSize));
      const end = headSize + 4 + Number(headers['content-length']);
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
  const lines = head.split('\r\n').slice(1);
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', value = ''] = line.split(': ');
      return [name.toLowerCase(), value];
    }),
  );
}
