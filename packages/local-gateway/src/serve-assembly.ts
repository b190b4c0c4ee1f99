import { type Deployment, deploy } from './deployment.ts';
import { escapeControlCharacters } from './escape-control-characters.ts';
import type { FunctionSettings } from './functions/function-settings.ts';
import { createApiListener } from './gateway/api-listener.ts';
import type { Observer } from './gateway/exchange.ts';
import { type LocalhostServer, listenOnLocalhost } from './gateway/localhost-server.ts';
import type { ServableApi, ServableRoute } from './gateway/servable-api.ts';

/** One API of the assembly, listening. */
export interface ServedApi {
  readonly name: string;
  readonly flavour: 'http' | 'rest';
  /** Where to call it, without a trailing slash: `http://localhost:8080`. */
  readonly url: string;
  readonly routes: readonly ServableRoute[];
}

/** Every API of an assembly, listening until closed. */
export interface ServedAssembly {
  readonly apis: readonly ServedApi[];
  /**
   * Goes on with another assembly on the same ports. Requests under way finish as they began; a
   * function whose code and settings are the same stays warm.
   *
   * @returns what was swapped, for people
   * @throws {UserError} when that assembly cannot be served; then everything stays as it was.
   */
  swap(folder: string): Swapped;
  close(): Promise<void>;
}

/** What a swap came to. */
export interface Swapped {
  /** Short names of functions that run anew. */
  readonly functions: readonly string[];
  /** Whether a route, an authorizer or another setting of an API changed. */
  readonly routes: boolean;
}

/** Longer lines of a function's log are cut. */
const longestLogLine = 4000;

/**
 * Serves the APIs of a cloud assembly on localhost as API Gateway and Lambda would, each on a
 * port of its own: the first on `port`, the others on the ports after it (0: free ones).
 *
 * @param options.log takes one readable line for each request and each line a function writes
 * @param options.observe told everything that becomes of each request
 * @throws {UserError} when the folder is no cloud assembly, holds no API, asks for something that
 * would change an answer and is not emulated, or when a port is in use.
 */
export async function serveAssembly(options: {
  folder: string;
  port: number;
  log: (line: string) => void;
  observe?: Observer;
}): Promise<ServedAssembly> {
  const { log, observe } = options;
  const write = (settings: FunctionSettings, line: string): void => {
    log(`[${settings.title}] ${escapeControlCharacters(line, longestLogLine)}`);
    observe?.logged(settings.title, line);
  };
  let current = deploy(options.folder, log, write);
  const servers: LocalhostServer[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
    await current.close();
  };
  try {
    for (const [index, { name }] of current.apis.entries()) {
      const title = current.apis.length > 1 ? `${name}: ` : '';
      const listener = createApiListener(
        (request) => current.handle(index, request),
        (line) => log(title + line),
        observe && ((exchange) => observe.exchange(exchange, name)),
      );
      const port = options.port === 0 ? 0 : options.port + index;
      servers.push(await listenOnLocalhost(port, listener));
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    get apis() {
      return current.apis.map((api, index) => servedApi(api, servers[index]?.port ?? 0));
    },
    swap: (folder) => {
      const last = current;
      const next = deploy(folder, log, write, last);
      current = next;
      void last.retire(next);
      return swapped(last, next);
    },
    close,
  };
}

/** How two deployments differ. */
function swapped(last: Deployment, next: Deployment): Swapped {
  const functions = Array.from(next.functions.values())
    .filter((running) => last.functions.get(running.settings.arn) !== running)
    .map(({ settings }) => settings.title);
  const routes = ({ apis }: Deployment): string => JSON.stringify(apis.map((api) => api.routes));
  return { functions, routes: routes(last) !== routes(next) };
}

function servedApi({ name, flavour, routes, basePath }: ServableApi, port: number): ServedApi {
  return { name, flavour, routes, url: `http://localhost:${port}${basePath}` };
}
