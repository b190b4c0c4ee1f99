import path from 'node:path';
import { readCloudAssembly } from './assembly/cloud-assembly.ts';
import type { FunctionSettings } from './functions/function-settings.ts';
import { LambdaFunction } from './functions/lambda-function.ts';
import type { Answer, ApiHandler } from './gateway/api-handler.ts';
import type { ClientRequest } from './gateway/client-request.ts';
import type { ServableApi } from './gateway/servable-api.ts';
import { readServableApis } from './servable-apis.ts';
import { UserError } from './user-error.ts';

/** A function of a deployment, running. */
export interface RunningFunction {
  readonly settings: FunctionSettings;
  readonly lambda: LambdaFunction;
}

/** What one synthesis of an assembly came to: its APIs, and their functions running. */
export interface Deployment {
  readonly apis: readonly ServableApi[];
  /** By ARN. */
  readonly functions: ReadonlyMap<string, RunningFunction>;
  /** Has one of the APIs, by its position, answer a request. */
  handle(index: number, request: ClientRequest): Promise<Answer>;
  /** Ends the functions that the next deployment does not go on with, once no request needs them. */
  retire(next: Deployment): Promise<void>;
  close(): Promise<void>;
}

/**
 * Reads an assembly and starts its functions. Those that the last deployment runs with the very
 * same code and settings go on, warm.
 *
 * @param write takes the lines that the functions write
 * @throws {UserError} when the folder is no cloud assembly, holds no API, or asks for something that
 * would change an answer and is not emulated.
 */
export function deploy(
  folder: string,
  note: (line: string) => void,
  write: (settings: FunctionSettings, line: string) => void,
  last?: Deployment,
): Deployment {
  const { apis, functions: settingsList } = readServableApis(readCloudAssembly(folder), note);
  if (last !== undefined && last.apis.length !== apis.length)
    throw new UserError('there are more or fewer APIs than before: run npm start again');
  const functions = new Map(
    settingsList.map((settings) => {
      const running = last?.functions.get(settings.arn);
      const kept = running !== undefined && fingerprint(running.settings) === fingerprint(settings);
      return [
        settings.arn,
        kept
          ? running
          : { settings, lambda: new LambdaFunction(settings, (line) => write(settings, line)) },
      ];
    }),
  );
  const lambda = ({ arn }: FunctionSettings): LambdaFunction => {
    const running = functions.get(arn);
    if (running === undefined) throw new Error(`no function ${arn} was created`);
    return running.lambda;
  };
  const handlers = apis.map((api) => api.createHandler({ lambda, now: () => performance.now() }));
  for (const running of functions.values()) running.lambda.warm();
  const traffic = createTraffic();
  const end = async (unless: (running: RunningFunction) => boolean): Promise<void> => {
    const ending = Array.from(functions.values()).filter((running) => !unless(running));
    await Promise.all(ending.map((running) => running.lambda.close()));
  };
  return {
    apis,
    functions,
    handle: (index, request) => traffic.during(handlerAt(handlers, index)(request)),
    retire: async (next) => {
      await traffic.over();
      await end((running) => next.functions.get(running.settings.arn) === running);
    },
    close: () => end(() => false),
  };
}

/**
 * All that a function's threads are made of; its folder is named by a hash of the code. Who may
 * invoke it is asked before they are.
 */
function fingerprint({ invokers: _, ...settings }: FunctionSettings): string {
  return JSON.stringify({ ...settings, folder: path.basename(settings.folder) });
}

function handlerAt(handlers: readonly ApiHandler[], index: number): ApiHandler {
  const handler = handlers[index];
  if (handler === undefined) throw new Error(`there is no API ${index}`);
  return handler;
}

/** Counts what is under way, and tells when nothing is. */
function createTraffic(): {
  during<Result>(work: Promise<Result>): Promise<Result>;
  over(): Promise<void>;
} {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return {
    during: async (work) => {
      underWay += 1;
      try {
        return await work;
      } finally {
        underWay -= 1;
        if (underWay === 0) for (const resolve of waiting.splice(0)) resolve();
      }
    },
    over: () =>
      underWay === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve);
          }),
  };
}
