import { connect } from 'node:net';

/** A response of the Runtime API: to the request for the next invocation, the event as JSON text. */
export interface RuntimeResponse {
  /** With their names as sent: `Lambda-Runtime-Deadline-Ms`. */
  readonly headers: Readonly<Record<string, string>>;
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
  readonly #unanswered: ((response: RuntimeResponse) => void)[] = [];
  #chunks: Buffer[] = [];
  /** Of the current response, once its length is known. */
  #missingBytes = 0;

  /** @param address `host:port` */
  constructor(address: string) {
    const [host = '', port] = address.split(':');
    this.#socket = connect({ host, port: Number(port), noDelay: true })
      .on('data', (chunk: Buffer) => this.#receive(chunk))
      .on('error', () => {})
      .on('close', () => process.exit(1));
  }

  /** Sends a request: `GET invocation/next`, `POST init/error` with its body. */
  send(request: string, body = ''): Promise<RuntimeResponse> {
    const head = `${request.replace(' ', ' /2018-06-01/runtime/')} HTTP/1.1\r\nHost: runtime`;
    this.#socket.ref();
    // A result and the request for the next invocation are one write.
    this.#socket.cork();
    process.nextTick(() => this.#socket.uncork());
    this.#socket.write(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    return new Promise((resolve) => this.#unanswered.push(resolve));
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#missingBytes -= chunk.length;
    if (this.#missingBytes > 0) return;
    let received = Buffer.concat(this.#chunks);
    for (;;) {
      const headSize = received.indexOf('\r\n\r\n');
      if (headSize < 0) break;
      const [, ...lines] = received.toString('latin1', 0, headSize).split('\r\n');
      const headers = Object.fromEntries(lines.map((line) => line.split(': ')));
      const end = headSize + 4 + Number(headers['Content-Length']);
      this.#missingBytes = end - received.length;
      if (this.#missingBytes > 0) break;
      const body = received.toString('utf8', headSize + 4, end);
      received = received.subarray(end);
      const resolve = this.#unanswered.shift();
      if (this.#unanswered.length === 0) this.#socket.unref();
      resolve?.({ headers, body });
    }
    this.#chunks = [received];
  }
}
