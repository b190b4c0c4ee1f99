import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { type FirstDecision, isAllow } from './first-decision.ts';
import type { Invocation, RuntimeApi } from './runtime-api.ts';

/** What an instance did, in milliseconds since it was started. */
export interface InstanceLife {
  readonly initialised: number;
  readonly firstAnswer: number;
  /** Of each further invocation, from the event to the answer. */
  readonly further: readonly number[];
}

export interface Instance extends Omit<FirstDecision, 'event'> {
  /** One after the other; the first is the cold one. */
  readonly events: readonly unknown[];
  /** Called when initialisation is over: Lambda takes away CPU then. */
  readonly onInitialised?: (pid: number) => void;
}

/**
 * Runs a bundle in a fresh process under AWS's runtime client, as Lambda does.
 * @throws {Error} if an answer is not Allow
 */
export async function runInstance(
  api: RuntimeApi,
  client: string,
  { command = [], environment, bundle, events, onInitialised }: Instance,
): Promise<InstanceLife> {
  const [program = process.execPath, ...parameters] = [...command, process.execPath, client];
  const log = openSync(devNull, 'w');
  const start = performance.now();
  const child = spawn(program, parameters, {
    env: { ...environment, ...lambdaEnvironment(api, bundle) },
    stdio: ['ignore', 'ignore', 'inherit', log],
  });
  const gone = once(child, 'close');
  try {
    const lost = gone.then(() => Promise.reject(new Error(`${bundle} ended by itself`)));
    const served = api.serve(events, () => onInitialised?.(child.pid ?? 0));
    return life(start, await Promise.race([served, lost]));
  } finally {
    child.kill('SIGKILL');
    await gone;
    closeSync(log);
  }
}

function life(start: number, invocations: readonly Invocation[]): InstanceLife {
  for (const { answer } of invocations) {
    if (!isAllow(answer)) throw new Error(`the function answered ${answer}`);
  }
  const [first, ...further] = invocations;
  if (first === undefined) throw new Error('no invocation');
  return {
    initialised: first.asked - start,
    firstAnswer: first.answered - start,
    further: further.map(({ asked, answered }) => answered - asked),
  };
}

/** What Lambda tells a function; its log goes to file 3. */
function lambdaEnvironment(api: RuntimeApi, bundle: string): Record<string, string> {
  return {
    AWS_LAMBDA_RUNTIME_API: api.address,
    _HANDLER: 'index.handler',
    LAMBDA_TASK_ROOT: dirname(bundle),
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
    AWS_LAMBDA_FUNCTION_VERSION: '1',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
    AWS_LAMBDA_LOG_GROUP_NAME: 'bench',
    AWS_LAMBDA_LOG_STREAM_NAME: 'bench',
    AWS_LAMBDA_LOG_FORMAT: 'JSON',
    _LAMBDA_TELEMETRY_LOG_FD: '3',
  };
}
