import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import type { ColdStart } from './environment.ts';
import { assertAllowed } from './first-decision.ts';
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts';

/**
 * Cold-starts a bundle in a new process under AWS's runtime client, as Lambda does; returns the milliseconds
 * until its first result.
 * @param client the path of the runtime client
 * @throws {Error} if the result is not Allow
 */
export async function timeFirstInvocation(
  client: string,
  { bundle, environment, event }: ColdStart,
): Promise<number> {
  // Its own: the last request of a killed instance could otherwise take the event of the next one.
  const api = await startRuntimeApi();
  const log = openSync(devNull, 'w');
  const start = performance.now();
  const child = spawn(process.execPath, [client], {
    env: { ...environment, ...lambdaEnvironment(api, bundle) },
    stdio: ['ignore', 'ignore', 'inherit', log],
  });
  const exited = once(child, 'close');
  const exitedEarly = exited.then(() => Promise.reject(new Error(`${bundle} exited`)));
  try {
    const result = await Promise.race([api.invoke(event), exitedEarly]);
    const milliseconds = performance.now() - start;
    assertAllowed(result);
    return milliseconds;
  } finally {
    exitedEarly.catch(() => {});
    child.kill('SIGKILL');
    await exited;
    closeSync(log);
    await api.close();
  }
}

/** Variables that Lambda sets; the log goes to file descriptor 3. */
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
