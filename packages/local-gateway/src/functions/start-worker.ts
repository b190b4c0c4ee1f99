import { Worker } from 'node:worker_threads';
import type { FunctionSettings } from './function-settings.ts';
import { v8ResourceLimits } from './memory-limit.ts';
import { runtimeEnvironment } from './runtime-environment.ts';
import type { ThreadData } from './thread-messages.ts';

/**
 * A worker thread for a function, shut off from this process: an environment of its own, none of
 * this process's options, and its output in our hands.
 *
 * @param slots what both sides know of its invocations
 * @param write takes each line that the function writes past the console
 * @throws when Node.js refuses a setting of the function's NODE_OPTIONS.
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
