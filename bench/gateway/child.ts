import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A child process of the benchmark. */
export interface Child {
  /** The port that it listens on, if it is a server. */
  readonly port: number;
  /** Sends a message; returns the reply. */
  request(message: object): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a file of this folder in a child process, and waits until it is ready. */
export async function startChild(file: string, ...args: readonly string[]): Promise<Child> {
  const child = fork(path.join(import.meta.dirname, file), args, { execArgv: ['--expose-gc'] });
  const { port = 0 } = (await nextMessage(child)) as { port?: number };
  return {
    port,
    request(message) {
      child.send(message);
      return nextMessage(child);
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** @throws {Error} if the process exits before it sends a message */
async function nextMessage(child: ChildProcess): Promise<unknown> {
  const abort = new AbortController();
  const exited = once(child, 'exit', { signal: abort.signal }).then(([status]) => {
    throw new Error(`a child process exited with status ${status}`);
  });
  exited.catch(() => {});
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal: abort.signal }),
      exited,
    ]);
    return message;
  } finally {
    abort.abort();
  }
}
