import type { ApiType } from './api-type.ts';
import { type Deployment, deploy } from './deployment.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';
import type { FunctionSettings } from './functions/function-settings.ts';
import { createApiListener } from './gateway/api-listener.ts';
import type { Observer } from './gateway/exchange.ts';
import type {
  ClosedRoute,
  ServableApi,
  ServableAuthorizer,
  ServableRoute,
} from './gateway/servable-api.ts';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts';
import type { ServingOptions } from './servable-apis.ts';

export interface ServedApi {
  readonly name: string;
  readonly apiType: ApiType;
  /** Without a trailing slash: `http://localhost:8080`. */
  readonly url: string;
  readonly routes: readonly ServableRoute[];
  /** The routes that answer 501, because they are not emulated. */
  readonly closed: readonly ClosedRoute[];
}

/** The APIs of an assembly, served until closed. */
export interface ServedAssembly {
  readonly apis: readonly ServedApi[];
  /** The authorizers of each API, in the order of `apis`. */
  readonly authorizers: readonly (readonly ServableAuthorizer[])[];
  /**
   * Serves another build of the assembly on the same ports. Requests in flight finish on the
   * previous build; a function whose code and settings did not change keeps running.
   *
   * @throws {UserError} when the new build cannot be served; the previous one stays in service.
   */
  reload(folder: string): ReloadSummary;
  close(): Promise<void>;
}

/** What a reload changed. */
export interface ReloadSummary {
  /** The titles of the functions that were restarted. */
  readonly functions: readonly string[];
  /** Whether a route or its authorizer changed. */
  readonly routes: boolean;
}

const maxLogLineLength = 4000;

/** Larger than API Gateway's limit of 10,240 bytes, which the handlers enforce. */
const maxHeaderBytes = 64 * 1024;

/**
 * Serves the APIs of a cloud assembly on localhost, each on its own port: the first one on `port`,
 * the others on the ports after it; `port` 0 picks free ports.
 *
 * @param options.log called with each log line: one for each request and each line of a function
 * @param options.portSetting names the setting that changes the port, for error messages.
 * @default 'PORT'
 * @throws {UserError} when the folder is no cloud assembly, no route of it can be served, an option
 * names a stack or function that it does not have, or when a port is in use.
 */
export async function serveAssembly(
  options: ServingOptions & {
    readonly folder: string;
    readonly port: number;
    readonly log: (line: string) => void;
    readonly observe?: Observer;
    readonly portSetting?: string;
  },
): Promise<ServedAssembly> {
  const { log, observe, portSetting = 'PORT' } = options;
  const writeLine = (settings: FunctionSettings, line: string): void => {
    log(`[${settings.title}] ${escapeControlCharacters(line, maxLogLineLength)}`);
    observe?.logged(settings.title, line);
  };
  const warn = onceEach(log);
  let current = deploy(options.folder, warn, writeLine, options);
  const servers = await startServers(current.apis, { ...options, portSetting }, (index, request) =>
    current.handle(index, request),
  ).catch(async (error: unknown) => {
    await current.close();
    throw error;
  });
  return {
    get apis() {
      return current.apis.map((api, index) => servedApi(api, servers[index]?.port ?? 0));
    },
    get authorizers() {
      return current.apis.map((api) => api.authorizers);
    },
    reload: (folder) => {
      const previous = current;
      current = deploy(folder, warn, writeLine, options, previous);
      void previous.retire(current);
      return reloadSummary(previous, current);
    },
    close: async () => {
      await closeAll(servers);
      await current.close();
    },
  };
}

/** Returns a log that writes each line once, also over several reloads. */
function onceEach(log: (line: string) => void): (line: string) => void {
  const written = new Set<string>();
  return (line) => {
    if (!written.has(line)) log(line);
    written.add(line);
  };
}

async function startServers(
  apis: readonly ServableApi[],
  options: {
    readonly port: number;
    readonly portSetting: string;
    readonly log: (line: string) => void;
    readonly observe?: Observer;
  },
  handle: Deployment['handle'],
): Promise<readonly LoopbackServer[]> {
  const { log, observe, portSetting } = options;
  const servers: LoopbackServer[] = [];
  try {
    for (const [index, { name }] of apis.entries()) {
      const prefix = apis.length > 1 ? `${name}: ` : '';
      const onRequest = createApiListener(
        (request) => handle(index, request),
        (line) => log(prefix + line),
        observe && ((exchange) => observe.exchange(exchange, name)),
      );
      const port = options.port === 0 ? 0 : options.port + index;
      servers.push(await startLoopbackServer({ port, portSetting, onRequest, maxHeaderBytes }));
    }
    return servers;
  } catch (error) {
    await closeAll(servers);
    throw error;
  }
}

async function closeAll(servers: readonly LoopbackServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.close()));
}

function reloadSummary(previous: Deployment, next: Deployment): ReloadSummary {
  const functions = Array.from(next.functions.values())
    .filter((running) => previous.functions.get(running.settings.arn) !== running)
    .map(({ settings }) => settings.title);
  const routes = ({ apis }: Deployment): string =>
    JSON.stringify(apis.map((api) => [api.routes, api.closed]));
  return { functions, routes: routes(previous) !== routes(next) };
}

function servedApi(api: ServableApi, port: number): ServedApi {
  const { name, apiType, routes, closed, basePath } = api;
  return { name, apiType, routes, closed, url: `http://localhost:${port}${basePath}` };
}
