import { request } from 'node:http';
import { gunzipSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { ServingOptions } from '../src/servable-apis.ts';
import { type ServedAssembly, serveAssembly } from '../src/serve-assembly.ts';
import { removeAssembly, type StackContent, writeAssembly } from './assembly-folder.ts';

/** A response as received. */
export interface WireResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawHeaders: readonly string[];
  /** Decompressed. */
  readonly body: string;
}

/** A request to send. */
export interface WireRequest {
  readonly method?: string;
  /** Names are sent unchanged; a list sends the header several times. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

/** An assembly that is served while a suite runs. */
export interface Served {
  /** Sends a request whose path is not normalized; `/path?query`. */
  call(path: string, request?: WireRequest): Promise<WireResponse>;
  /** Sends a request and parses the JSON body of the response. */
  json(path: string, request?: WireRequest): Promise<Record<string, unknown>>;
  readonly log: string[];
  assembly(): ServedAssembly;
}

/** Serves a fixture assembly during a suite. */
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
  const call = (path: string, options: WireRequest = {}): Promise<WireResponse> =>
    send(`${running().apis[0]?.url}`, path, options);
  return {
    log,
    assembly: running,
    call,
    json: async (path, options) => JSON.parse((await call(path, options)).body),
  };
}

/** Writes a fixture assembly for the current test; returns its folder. */
export function assemblyFolder(...stacks: readonly StackContent[]): string {
  const folder = writeAssembly(...stacks);
  onTestFinished(() => removeAssembly(folder));
  return folder;
}

/** Serves a fixture assembly during the current test. */
export async function serve(
  port: number,
  stacks: readonly StackContent[],
  log: (line: string) => void = () => {},
  options: ServingOptions = {},
): Promise<ServedAssembly> {
  const folder = assemblyFolder(...stacks);
  const assembly = await serveAssembly({ ...options, folder, port, log });
  onTestFinished(() => assembly.close());
  return assembly;
}

function decoded(encoding: string | undefined, body: Buffer): Buffer {
  if (encoding === 'gzip') return gunzipSync(body);
  return encoding === 'deflate' ? inflateSync(body) : body;
}

/** Sends one request over its own connection. */
export function send(url: string, path: string, options: WireRequest = {}): Promise<WireResponse> {
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
          const body = decoded(headers['content-encoding'], Buffer.concat(chunks)).toString();
          resolve({ status: statusCode, headers, rawHeaders, body });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}
