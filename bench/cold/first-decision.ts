import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';

/** How a fresh process comes to its first decision. */
export interface FirstDecision {
  /** What to run, before anything of ours: a wrapper that gives a share of the CPU, say. */
  readonly command?: readonly string[];
  /** The child's whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The bundle's file. */
  readonly bundle: string;
  readonly event: unknown;
}

/**
 * Runs a bundle in a fresh process of bare Node.js; gives the milliseconds from its start to its answer.
 * @param runner the bundled runner.ts
 * @throws {Error} if the answer is not Allow
 */
export async function timeFirstDecision(
  runner: string,
  { command = [], environment, bundle, event }: FirstDecision,
): Promise<number> {
  const [program = process.execPath, ...parameters] = [...command, process.execPath, runner];
  const start = performance.now();
  const child = spawn(program, parameters, {
    env: {
      ...environment,
      BENCH_BUNDLE: pathToFileURL(bundle).href,
      BENCH_EVENT: JSON.stringify(event),
    },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const answer = child.stdio[3] as Readable;
  let end = start;
  let said = '';
  answer.setEncoding('utf8').on('data', (text: string) => {
    end = performance.now();
    said += text;
  });
  await ended(child);
  if (!isAllow(said)) throw new Error(`${bundle} answered ${said || 'nothing'}`);
  return end - start;
}

/** Says whether an authorizer's answer, in JSON, lets the request pass. */
export function isAllow(answer: string): boolean {
  return answer.includes('"Effect":"Allow"');
}

async function ended(child: ChildProcess): Promise<void> {
  await once(child, 'close');
}
