import type { Worker } from 'node:worker_threads';
import type { FunctionSettings } from './function-settings.ts';
import type { InvocationResult } from './invocation-result.ts';
import { watchMemory } from './memory-bound.ts';
import { openWorker } from './open-worker.ts';
import type { InvokeMessage, ThreadMessage, ThrownError } from './thread-messages.ts';
import { thrownError } from './thrown-error.ts';

/** Lambda's bound on a cold start, in milliseconds. @see Lambda, "Lambda execution environment" */
const initLimitMilliseconds = 10_000;

/** A thread that runs one function, one invocation at a time: an execution environment. */
export class FunctionThread {
  readonly #settings: FunctionSettings;
  readonly #write: (line: string) => void;
  readonly #ended: () => void;
  readonly #worker: Worker | undefined;
  readonly #started = Promise.withResolvers<ThrownError | undefined>();
  #alive = true;
  #conclude: ((result: InvocationResult) => void) | undefined;

  /**
   * Starts a thread, and with it the function's cold start.
   *
   * @param write takes each line that the function writes and each report of its failures
   * @param ended told when the thread is no more, unless it was stopped
   */
  constructor(settings: FunctionSettings, write: (line: string) => void, ended: () => void) {
    this.#settings = settings;
    this.#write = write;
    this.#ended = ended;
    try {
      this.#worker = openWorker(settings, write);
    } catch (error) {
      // Node.js turns some settings of NODE_OPTIONS down before the thread exists.
      this.#alive = false;
      const reason = thrownError(error);
      write(failureLine(reason));
      this.#started.resolve(reason);
      return;
    }
    this.#worker
      .on('message', (message: ThreadMessage) => this.#hear(message))
      .on('error', (error) => this.#end(thrownError(error)))
      .on('exit', (code) => this.#fail('Runtime.ExitError', `it exited (status ${code})`));
    const timer = setTimeout(() => {
      this.#fail('Sandbox.Timedout', `not ready after ${initLimitMilliseconds / 1000} s`);
    }, initLimitMilliseconds);
    timer.unref();
    void this.started.finally(() => clearTimeout(timer));
  }

  /** Resolves when the cold start is over; with the error when it failed. Never rejects. */
  get started(): Promise<ThrownError | undefined> {
    return this.#started.promise;
  }

  /** False once it has ended, of itself or otherwise. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Runs one invocation; to be called only between invocations. Never rejects. */
  run(invocation: Omit<InvokeMessage, 'deadline'>): Promise<InvocationResult> {
    const { promise, resolve } = Promise.withResolvers<InvocationResult>();
    const unwatch = this.#watch();
    this.#conclude = (result) => {
      unwatch();
      this.#conclude = undefined;
      resolve(result);
    };
    const deadline = Date.now() + this.#settings.timeoutSeconds * 1000;
    this.#worker?.postMessage({ ...invocation, deadline } satisfies InvokeMessage);
    return promise;
  }

  /** Ends the thread; an invocation under way fails. */
  async stop(): Promise<void> {
    this.#alive = false;
    const error = plainError('Sandbox.Stopped', 'the gateway is closing');
    this.#started.resolve(error);
    this.#conclude?.(failure(error));
    await this.#worker?.terminate();
  }

  #hear(message: ThreadMessage): void {
    if (message.kind === 'console') this.#write(message.line);
    else if (message.kind === 'ready') this.#started.resolve(undefined);
    else if (message.kind === 'not-ready') this.#end(message.error);
    else if (message.kind === 'returned') this.#conclude?.(message);
    else {
      this.#write(failureLine(message.error));
      this.#conclude?.(failure(message.error));
    }
  }

  /** Holds an invocation to the function's timeout and memory; gives what ends the watch. */
  #watch(): () => void {
    const { timeoutSeconds, memoryMegabytes } = this.#settings;
    const timer = setTimeout(() => {
      this.#fail('Sandbox.Timedout', `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`);
    }, timeoutSeconds * 1000);
    const unwatch =
      this.#worker &&
      watchMemory(this.#worker, memoryMegabytes, () => {
        this.#fail('Runtime.OutOfMemory', `it used more than ${memoryMegabytes} MB`);
      });
    return () => {
      clearTimeout(timer);
      unwatch?.();
    };
  }

  #fail(errorType: string, errorMessage: string): void {
    this.#end(plainError(errorType, errorMessage));
  }

  #end(error: ThrownError): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#write(failureLine(error));
    // Without effect on a cold start that is over.
    this.#started.resolve(error);
    this.#conclude?.(failure(error));
    void this.#worker?.terminate();
    this.#ended();
  }
}

function failure(error: ThrownError): InvocationResult {
  return { kind: 'failed', errorType: error.errorType, errorMessage: error.errorMessage };
}

function plainError(errorType: string, errorMessage: string): ThrownError {
  return { errorType, errorMessage, place: '' };
}

function failureLine({ errorType, errorMessage, place }: ThrownError): string {
  return `failed: ${errorType}: ${errorMessage}${place === '' ? '' : ` (${place})`}`;
}
