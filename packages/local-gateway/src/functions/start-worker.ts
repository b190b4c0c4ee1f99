import { Worker } from 'node:worker_threads';
import type { FunctionSettings } from './function-settings.ts';
import { v8ResourceLimits } from './memory-limit.ts';
import { runtimeEnvironment } from './runtime-environment.ts';
import type { ThreadData } from './thread-messages.ts';

/**
 * Starts a worker thread for a function, isolated from this process: with the function's
 * environment, without this process's options, and with its output captured.
 *
 * @param slots shared states of its invocations
 * @param write called with each line that the function writes to its standard output and error
 * @throws when Node.js does not allow an option in the function's NODE_OPTIONS
 */
export function startWorker(
  settings: FunctionSettings,
  slots: SharedArrayBuffer,
  write: (line: string) => void,
): Worker {
  const worker = new Worker(new URL('./thread-main.ts', import.meta.url), {
    workerData: { settings, slots } satisfies ThreadData,
    env: runtimeEnvironment(settings),
    execArgv: [],
    argv: [],
    stdout: true,
    stderr: true,
    name: settings.title,
    resourceLimits: v8ResourceLimits(settings.memoryMegabytes),
  });
  for (const stream of [worker.stdout, worker.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) write(line);
    });
  return worker;
}
