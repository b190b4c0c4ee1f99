import { randomUUID } from 'node:crypto';
import type { FunctionSettings } from './function-settings.ts';
import { FunctionThread } from './function-thread.ts';
import type { InvocationResult } from './invocation-result.ts';

/** 6 MB: Lambda's limit of an event, and of a response. @see Lambda, "Lambda quotas" */
const largestPayloadBytes = 6_291_556;

/** Threads at most for one function: a laptop's share of Lambda's thousand. */
const mostThreads = 10;

/** How long a request waits for a thread that is soon free before another one starts. */
const patienceMilliseconds = 10;

/**
 * A Lambda function that runs on this machine, in threads that are started as load asks and
 * replaced when they end.
 */
export class LambdaFunction {
  readonly #settings: FunctionSettings;
  readonly #write: (line: string) => void;
  readonly #threads = new Set<FunctionThread>();
  readonly #idle: FunctionThread[] = [];
  readonly #waiting: ((thread: FunctionThread) => void)[] = [];
  #starting = 0;
  #inFlight = 0;
  #closed = false;

  /** @param write takes each line that the function writes and each report of its failures */
  constructor(settings: FunctionSettings, write: (line: string) => void) {
    this.#settings = settings;
    this.#write = write;
  }

  /** Starts a first thread ahead of the first invocation. */
  warm(): void {
    if (this.#threads.size === 0) this.#start();
  }

  /**
   * Invokes it and waits for the result. Never rejects.
   *
   * @param event as JSON text
   */
  async invoke(event: string, traceId: string): Promise<InvocationResult> {
    if (Buffer.byteLength(event) > largestPayloadBytes) return { kind: 'too-large' };
    const bound = this.#settings.reservedConcurrency ?? Number.POSITIVE_INFINITY;
    if (this.#inFlight >= bound) return { kind: 'throttled' };
    this.#inFlight += 1;
    const thread = await this.#acquire();
    const error = await thread.started;
    const invocation = { requestId: randomUUID(), event, traceId };
    const result = error === undefined ? await thread.run(invocation) : failed(error);
    this.#release(thread);
    this.#inFlight -= 1;
    return withinLimit(result);
  }

  /** Ends all threads; invocations under way fail. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(Array.from(this.#threads, (thread) => thread.stop()));
  }

  #acquire(): Promise<FunctionThread> {
    const free = this.#idle.pop();
    if (free !== undefined) return Promise.resolve(free);
    const { promise, resolve } = Promise.withResolvers<FunctionThread>();
    this.#waiting.push(resolve);
    if (this.#threads.size === 0) this.#start();
    else
      setTimeout(() => {
        // Those in front of it are served by the threads that are starting already.
        const unserved = this.#waiting.indexOf(resolve) >= this.#starting;
        if (unserved && this.#threads.size < mostThreads) this.#start();
      }, patienceMilliseconds);
    return promise;
  }

  #release(thread: FunctionThread): void {
    const next = thread.alive ? this.#waiting.shift() : undefined;
    if (!thread.alive) this.#retire(thread);
    else if (next === undefined) this.#idle.push(thread);
    else next(thread);
  }

  /** Forgets a thread that has ended, and starts another one if someone waits for it. */
  #retire(thread: FunctionThread): void {
    this.#threads.delete(thread);
    if (this.#waiting.length > 0 && this.#threads.size === 0) this.#start();
  }

  #start(): void {
    if (this.#closed) return;
    const thread: FunctionThread = new FunctionThread(this.#settings, this.#write, () => {
      const position = this.#idle.indexOf(thread);
      if (position >= 0) this.#idle.splice(position, 1);
      if (position >= 0) this.#retire(thread);
    });
    this.#threads.add(thread);
    this.#starting += 1;
    void thread.started.then((error) => {
      this.#starting -= 1;
      // The failure of a cold start is one invocation's answer, as on Lambda.
      const next = error === undefined ? undefined : this.#waiting.shift();
      if (next === undefined) this.#release(thread);
      else next(thread);
    });
  }
}

function failed(error: { errorType: string; errorMessage: string }): InvocationResult {
  return { kind: 'failed', errorType: error.errorType, errorMessage: error.errorMessage };
}

function withinLimit(result: InvocationResult): InvocationResult {
  if (result.kind !== 'returned' || Buffer.byteLength(result.payload) <= largestPayloadBytes)
    return result;
  return failed({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `the response is larger than ${largestPayloadBytes} bytes`,
  });
}
