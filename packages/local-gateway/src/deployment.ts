import path from 'node:path';
import { readCloudAssembly } from './assembly/cloud-assembly.ts';
import type { FunctionSettings } from './functions/function-settings.ts';
import { LambdaFunction } from './functions/lambda-function.ts';
import type { ClientRequest } from './gateway/client-request.ts';
import type { HandlerResult, ServableApi } from './gateway/servable-api.ts';
import { readServableApis, type ServingOptions } from './servable-apis.ts';
import { UserError } from './user-error.ts';

export interface RunningFunction {
  readonly settings: FunctionSettings;
  readonly lambda: LambdaFunction;
}

/** One build of an assembly: its APIs and their running functions. */
export interface Deployment {
  readonly apis: readonly ServableApi[];
  /** By ARN. */
  readonly functions: ReadonlyMap<string, RunningFunction>;
  /** Handles a request to the API at an index of `apis`. */
  handle(index: number, request: ClientRequest): Promise<HandlerResult>;
  /** Stops the functions that the next deployment does not reuse, when no request is in flight. */
  retire(next: Deployment): Promise<void>;
  close(): Promise<void>;
}

/**
 * Reads an assembly and starts its functions; reuses those of the previous deployment whose code
 * and settings did not change.
 *
 * @param warn called with a line for each part of the assembly that is not as on AWS
 * @param writeLine called with each line that a function logs
 * @throws {UserError} when the folder is no cloud assembly, no route of it can be served, an option
 * names something that it does not have, or it has another number of APIs than the previous one.
 */
export function deploy(
  folder: string,
  warn: (line: string) => void,
  writeLine: (settings: FunctionSettings, line: string) => void,
  options: ServingOptions,
  previous?: Deployment,
): Deployment {
  const stacks = readCloudAssembly(folder);
  const { apis, functions: settingsList } = readServableApis(stacks, warn, options);
  if (previous !== undefined && previous.apis.length !== apis.length)
    throw new UserError('the number of APIs changed: restart to serve them');
  const run = (settings: FunctionSettings): RunningFunction => {
    const running = previous?.functions.get(settings.arn);
    if (running !== undefined && fingerprint(running.settings) === fingerprint(settings))
      return running;
    return { settings, lambda: new LambdaFunction(settings, (line) => writeLine(settings, line)) };
  };
  const functions = new Map(settingsList.map((settings) => [settings.arn, run(settings)]));
  const lambda = ({ arn }: FunctionSettings): LambdaFunction => {
    const running = functions.get(arn);
    if (running === undefined) throw new Error(`no function ${arn} was created`);
    return running.lambda;
  };
  const handlers = apis.map((api) => api.createHandler({ lambda, now: () => performance.now() }));
  void warm(functions.values());
  const inFlight = createInFlightCounter();
  const stop = async (isReused: (running: RunningFunction) => boolean): Promise<void> => {
    const stopped = Array.from(functions.values()).filter((running) => !isReused(running));
    await Promise.all(stopped.map((running) => running.lambda.close()));
  };
  return {
    apis,
    functions,
    handle: (index, request) => {
      const handler = handlers[index];
      if (handler === undefined) throw new Error(`there is no API ${index}`);
      return inFlight.track(handler(request));
    },
    retire: async (next) => {
      await inFlight.idle();
      await stop((running) => next.functions.get(running.settings.arn) === running);
    },
    close: () => stop(() => false),
  };
}

/** Starts functions one after another: all at once, a machine would be slow to start the first. */
async function warm(functions: Iterable<RunningFunction>): Promise<void> {
  for (const { lambda } of functions) await lambda.warm();
}

/**
 * Identifies what a function's instances are started with. The base name of its folder is a hash of
 * the code. Permissions do not count: the gateway checks them before each invocation.
 */
function fingerprint({ permittedSourceArns: _, ...settings }: FunctionSettings): string {
  return JSON.stringify({ ...settings, folder: path.basename(settings.folder) });
}

function createInFlightCounter(): {
  track<Result>(work: Promise<Result>): Promise<Result>;
  /** Resolves when nothing is in flight. */
  idle(): Promise<void>;
} {
  let count = 0;
  const waiting: (() => void)[] = [];
  return {
    track: async (work) => {
      count += 1;
      try {
        return await work;
      } finally {
        count -= 1;
        if (count === 0) for (const resolve of waiting.splice(0)) resolve();
      }
    },
    idle: () => (count === 0 ? Promise.resolve() : new Promise((done) => waiting.push(done))),
  };
}
