import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { ColdStart } from './environment.ts';

/**
 * Cold-starts a bundle in a new process of Node.js; returns the milliseconds until its first result.
 * @param runner the bundled runner.ts
 * @throws {Error} if the result is not Allow
 */
export async function timeFirstDecision(
  runner: string,
  { bundle, environment, event }: ColdStart,
): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [runner], {
    env: {
      ...environment,
      BENCH_BUNDLE: pathToFileURL(bundle).href,
      BENCH_EVENT: JSON.stringify(event),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let end = start;
  let result = '';
  (child.stdio[3] as Readable).setEncoding('utf8').on('data', (text: string) => {
    end = performance.now();
    result += text;
  });
  await once(child, 'close');
  assertAllowed(result);
  return end - start;
}

/** @throws {Error} if an authorizer's result, as JSON, does not allow the request */
export function assertAllowed(result: string): void {
  if (!result.includes('"Effect":"Allow"')) throw new Error(`unexpected result: ${result}`);
}
