import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** A program of the project's, run by this Node.js in the project's folder. */
export interface Command {
  readonly parameters: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Text that ends the measurement, and the program with it. `@default the program's own end` */
  readonly until?: string;
}

/**
 * Runs a command; gives the milliseconds that it took.
 * @throws {Error} with what it said, if it fails
 */
export async function timed({ parameters, environment, until }: Command): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, parameters, {
    cwd: project,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let ready: number | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (until === undefined || ready !== undefined || !said.includes(until)) return;
      ready = performance.now();
      child.kill('SIGTERM');
    });
  }
  const [status] = await once(child, 'close');
  if (ready === undefined && (status !== 0 || until !== undefined)) {
    throw new Error(`node ${parameters.join(' ')} failed: ${said.slice(-1000)}`);
  }
  return (ready ?? performance.now()) - start;
}
