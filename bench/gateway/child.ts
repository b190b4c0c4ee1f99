import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A process of the bench, spoken to in questions and answers. */
export interface Child {
  /** Its first message. */
  readonly first: unknown;
  ask(question: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a file of this folder in a process of its own, and waits for its first message. */
export async function startChild(file: string, ...words: readonly string[]): Promise<Child> {
  const child = fork(path.join(import.meta.dirname, file), [...words], {
    execArgv: ['--expose-gc'],
  });
  const [first] = file === 'load-process.ts' ? [undefined] : await message(child);
  return {
    first,
    ask: async (question) => {
      child.send(question as object);
      const [answer] = await message(child);
      return answer;
    },
    stop: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** The next message; an end before that is an error. */
async function message(child: ChildProcess): Promise<unknown[]> {
  const heard = new AbortController();
  const ended = once(child, 'exit', { signal: heard.signal }).then(([status]) => {
    throw new Error(`a process of the bench ended: ${status}`);
  });
  try {
    return await Promise.race([once(child, 'message', { signal: heard.signal }), ended]);
  } finally {
    ended.catch(() => {});
    heard.abort();
  }
}
