import { readCloudAssembly } from './assembly/cloud-assembly.ts';
import type { FunctionSettings } from './functions/function-settings.ts';
import { LambdaFunction } from './functions/lambda-function.ts';
import type { ApiParts } from './gateway/api-handler.ts';
import { createApiListener } from './gateway/api-listener.ts';
import { type LocalhostServer, listenOnLocalhost } from './gateway/localhost-server.ts';
import type { ServableApi, ServableRoute } from './gateway/servable-api.ts';
import { printable } from './printable.ts';
import { readServableApis } from './servable-apis.ts';

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
  close(): Promise<void>;
}

/** Longer lines of a function's log are cut. */
const longestLogLine = 4000;

/**
 * Serves the APIs of a cloud assembly on localhost as API Gateway and Lambda would, each on a
 * port of its own: the first on `port`, the others on the ports after it (0: free ones).
 *
 * @param options.log takes one readable line for each request and each line a function writes
 * @throws {Problem} when the folder is no cloud assembly, holds no API, asks for something that
 * would change an answer and is not emulated, or when a port is in use.
 */
export async function serveAssembly(options: {
  folder: string;
  port: number;
  log: (line: string) => void;
}): Promise<ServedAssembly> {
  const { log } = options;
  const { apis, functions } = readServableApis(readCloudAssembly(options.folder), log);
  const lambdas = createLambdas(functions, log);
  const parts: ApiParts = { lambda: lambdaAmong(lambdas), now: () => performance.now() };
  const servers: LocalhostServer[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.close()));
    await Promise.all(Array.from(lambdas.values(), (lambda) => lambda.close()));
  };
  const served: ServedApi[] = [];
  try {
    for (const [index, api] of apis.entries()) {
      const title = apis.length > 1 ? `${api.name}: ` : '';
      const listener = createApiListener(api.createHandler(parts), (line) => log(title + line));
      const port = options.port === 0 ? 0 : options.port + index;
      const server = await listenOnLocalhost(port, listener);
      servers.push(server);
      served.push(servedApi(api, server.port));
    }
  } catch (error) {
    await close();
    throw error;
  }
  for (const lambda of lambdas.values()) lambda.warm();
  return { apis: served, close };
}

/** The functions by their ARN, each writing its lines under its name. */
function createLambdas(
  functions: readonly FunctionSettings[],
  log: (line: string) => void,
): ReadonlyMap<string, LambdaFunction> {
  return new Map(
    functions.map((settings) => {
      const write = (line: string): void =>
        log(`[${settings.title}] ${printable(line, longestLogLine)}`);
      return [settings.arn, new LambdaFunction(settings, write)];
    }),
  );
}

function lambdaAmong(lambdas: ReadonlyMap<string, LambdaFunction>): ApiParts['lambda'] {
  return ({ arn }) => {
    const lambda = lambdas.get(arn);
    if (lambda === undefined) throw new Error(`no function ${arn} was created`);
    return lambda;
  };
}

function servedApi({ name, flavour, routes, basePath }: ServableApi, port: number): ServedApi {
  return { name, flavour, routes, url: `http://localhost:${port}${basePath}` };
}
