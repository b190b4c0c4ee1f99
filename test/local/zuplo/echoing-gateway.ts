import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';
import { type Echo, echo, startApi } from './echo-api.ts';

export interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string | string[]> | string[];
  readonly body?: string;
}

/** The stand-in in front of an API that echoes requests; its only public route is `GET /`. */
export interface EchoingGateway {
  readonly log: string[];
  zuplo(): Zuplo;
  /** The URL of the echoing API. */
  apiUrl(): URL;
  call(path: string, options?: Call): Promise<IncomingMessage>;
  /** Sends a request and returns what the API received. */
  echoed(path: string, options?: Call): Promise<Echo>;
  /** Runs a test with another API behind the gateway, or none. */
  withApi(url: URL | undefined, test: () => Promise<void>): Promise<void>;
}

/** Starts the stand-in before the tests of a file, and stops it after them. */
export function echoingGateway(): EchoingGateway {
  const log: string[] = [];
  let zuplo: Zuplo;
  let api: Awaited<ReturnType<typeof startApi>>;
  let url: URL | undefined;
  const routes = [
    { method: 'GET', path: '/', authorizer: undefined, functionName: 'Echo' },
    { method: 'ANY', path: '/{path+}', authorizer: 'Authorizer', functionName: 'Echo' },
  ];
  beforeAll(async () => {
    api = await startApi(echo);
    url = api.url;
    const apis = () =>
      url ? [{ name: 'Echo', apiType: 'http', url: url.href, routes, closed: [] } as const] : [];
    const audience = 'your-audience';
    zuplo = await startZuplo({ port: 0, audience, apis, log: (line) => log.push(line) });
  });
  afterAll(async () => {
    await zuplo.close();
    await api.close();
  });

  const call = async (path: string, { body, ...options }: Call = {}) => {
    const { port } = new URL(zuplo.url);
    const sent = request({ host: '127.0.0.1', port, path, ...options }).end(body);
    const [response]: IncomingMessage[] = await once(sent, 'response');
    return response as IncomingMessage;
  };
  return {
    log,
    zuplo: () => zuplo,
    apiUrl: () => api.url,
    call,
    echoed: async (path, options) => (await json(await call(path, options))) as Echo,
    withApi: async (other, test) => {
      url = other;
      await test().finally(() => {
        url = api.url;
      });
    },
  };
}
