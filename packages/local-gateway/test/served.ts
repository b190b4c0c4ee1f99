import { request } from 'node:http';
import { afterAll, beforeAll } from 'vitest';
import { type ServedAssembly, serveAssembly } from '../src/serve-assembly.ts';
import { removeAssembly, type StackContent, writeAssembly } from './assembly-folder.ts';

/** An answer off the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

/** What to send. */
export interface WireRequest {
  readonly method?: string;
  /** Names as they are to be written; a list sends the header several times. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

/** An assembly that is being served while a suite runs. */
export interface Served {
  /** Sends a request whose path is not normalized; `/path?query`. */
  call(path: string, request?: WireRequest): Promise<WireAnswer>;
  /** The same, the body read as JSON. */
  json(path: string, request?: WireRequest): Promise<Record<string, unknown>>;
  readonly log: string[];
  assembly(): ServedAssembly;
}

/** Serves a made-up assembly before the tests of the suite, and stops it after them. */
export function served(...stacks: readonly StackContent[]): Served {
  const log: string[] = [];
  let folder = '';
  let assembly: ServedAssembly | undefined;
  beforeAll(async () => {
    folder = writeAssembly(...stacks);
    assembly = await serveAssembly({ folder, port: 0, log: (line) => log.push(line) });
  });
  afterAll(async () => {
    await assembly?.close();
    removeAssembly(folder);
  });
  const running = (): ServedAssembly => {
    if (assembly === undefined) throw new Error('not served yet');
    return assembly;
  };
  const call = (path: string, options: WireRequest = {}): Promise<WireAnswer> =>
    send(`${running().apis[0]?.url}`, path, options);
  return {
    log,
    assembly: running,
    call,
    json: async (path, options) => JSON.parse((await call(path, options)).body),
  };
}

/** Sends one request over a connection of its own. */
export function send(url: string, path: string, options: WireRequest = {}): Promise<WireAnswer> {
  const { hostname, port, pathname } = new URL(url);
  const base = pathname === '/' ? '' : pathname;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: hostname,
        port,
        path: `${base}${path}`,
        method: options.method ?? 'GET',
        headers: options.headers,
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode = 0, headers, rawHeaders } = response;
          const body = Buffer.concat(chunks).toString();
          resolve({ status: statusCode, headers, rawHeaders, body });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}
