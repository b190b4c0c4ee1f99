import { spawn } from 'node:child_process';
import { runChecks, type Smoke } from '../../../tools/smoke/run-checks.ts';
import { endedChild } from '../../ended-child.ts';

/** Runs the checks in this process, and gives what they said and came to. */
export async function smokeOf({
  timeoutMilliseconds = 10_000,
  ...options
}: Omit<Smoke, 'timeoutMilliseconds' | 'log'> & { timeoutMilliseconds?: number }) {
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const status = await runChecks({ ...options, timeoutMilliseconds, log });
  return { status, lines, summary: lines.at(-1), output: lines.join('\n') };
}

/** Runs the command as npm does, and gives what it printed and ended with. */
export async function smokeCommand(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['tools/smoke/smoke.ts', ...words], {
    env: { ...process.env, TOKEN: '', ...environment },
  });
  return endedChild(child);
}
