import { randomUUID } from 'node:crypto';
import type { Worker } from 'node:worker_threads';
import { jsonLine } from './console-output.ts';
import type { FunctionSettings } from './function-settings.ts';
import { functionError, type InvocationResult } from './invocation-result.ts';
import { watchMemory } from './memory-limit.ts';
import { initReport, invocationReport } from './platform-event.ts';
import { startWorker } from './start-worker.ts';
import type { InvokeMessage, ThreadMessage, ThrownError } from './thread-messages.ts';
import { createThreadSlots } from './thread-slots.ts';
import { thrownError } from './thrown-error.ts';

/** Lambda's limit of a cold start, in milliseconds. @see Lambda, "Lambda execution environment" */
const initLimitMilliseconds = 10_000;

/** The maximum of invocations that a thread holds: the running one and those behind it. */
const maxPending = 32;

export interface Invocation {
  /** JSON text. */
  readonly event: string;
  readonly traceId: string;
  readonly done: (result: InvocationResult) => void;
}

export interface ThreadOwner {
  /** The cold start succeeded, or failed with an error and the thread has ended. */
  started(thread: FunctionThread, error: ThrownError | undefined): void;
  /** An invocation has finished after a run time. */
  finished(thread: FunctionThread, milliseconds: number): void;
  /** The thread has ended with an error; `unstarted` are the invocations that it did not start. */
  ended(thread: FunctionThread, unstarted: readonly Invocation[]): void;
}

interface PendingInvocation {
  readonly slot: number;
  readonly requestId: string;
  readonly invocation: Invocation;
}

/**
 * A thread that runs one function, one invocation at a time: an execution environment. Further
 * invocations can be sent ahead of time and reclaimed until they start.
 */
export class FunctionThread {
  readonly #settings: FunctionSettings;
  readonly #write: (line: string) => void;
  readonly #owner: ThreadOwner;
  readonly #slots = createThreadSlots();
  readonly #pending: PendingInvocation[] = [];
  readonly #outbox: InvokeMessage[] = [];
  readonly #worker: Worker | undefined;
  readonly #initTimer: NodeJS.Timeout;
  readonly #timer: NodeJS.Timeout;
  readonly #stopWatchingMemory: () => void;
  #state: 'starting' | 'running' | 'ended' = 'starting';
  #headStartedAt = 0;
  readonly #startedAt = performance.now();

  /**
   * Starts the thread and the function's cold start.
   *
   * @param write called with each line that the function logs, and with its errors
   */
  constructor(settings: FunctionSettings, write: (line: string) => void, owner: ThreadOwner) {
    this.#settings = settings;
    this.#write = write;
    this.#owner = owner;
    const { timeoutSeconds, memoryMegabytes } = settings;
    this.#initTimer = setTimeout(() => {
      this.#fail(
        'Sandbox.Timedout',
        `the cold start took longer than ${initLimitMilliseconds / 1000} s`,
      );
    }, initLimitMilliseconds);
    this.#timer = setTimeout(() => {
      if (this.pendingCount > 0)
        this.#fail('Sandbox.Timedout', `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`);
    }, timeoutSeconds * 1000);
    this.#initTimer.unref();
    this.#timer.unref();
    this.#worker = this.#open();
    this.#stopWatchingMemory =
      this.#worker === undefined
        ? () => {}
        : watchMemory(
            this.#worker,
            memoryMegabytes,
            () => this.pendingCount > 0,
            () => this.#fail('Runtime.OutOfMemory', `used more than ${memoryMegabytes} MB`),
          );
  }

  /** The number of invocations that it holds: the running one and those behind it. */
  get pendingCount(): number {
    return this.#pending.length;
  }

  /** The run time of the running invocation so far; 0 when the thread is idle. */
  get headElapsedMilliseconds(): number {
    return this.pendingCount === 0 ? 0 : performance.now() - this.#headStartedAt;
  }

  /** Sends an invocation; returns false when the thread accepts no more. */
  send(invocation: Invocation): boolean {
    const slot =
      this.#state === 'running' && this.pendingCount < maxPending ? this.#slots.take() : undefined;
    if (slot === undefined) return false;
    const requestId = randomUUID();
    this.#pending.push({ slot, requestId, invocation });
    if (this.pendingCount === 1) this.#startHead();
    const { event, traceId } = invocation;
    this.#outbox.push({ slot, requestId, event, traceId });
    // The invocations of one event loop turn are one message, which wakes the thread once.
    if (this.#outbox.length === 1) setImmediate(() => this.#post());
    return true;
  }

  #post(): void {
    this.#worker?.postMessage(this.#outbox.splice(0));
  }

  /** Takes back the invocations that have not started, in order. */
  reclaim(): readonly Invocation[] {
    const waiting = this.#pending.splice(1);
    const started = waiting.filter(({ slot }) => !this.#slots.reclaim(slot));
    this.#pending.push(...started);
    return waiting.filter((one) => !started.includes(one)).map(({ invocation }) => invocation);
  }

  /** Ends the thread; its invocations fail. */
  async stop(): Promise<void> {
    const error = errorWithoutLocation('Sandbox.Stopped', 'the gateway is closing');
    this.#close();
    for (const { invocation } of this.#pending.splice(0)) invocation.done(functionError(error));
    await this.#worker?.terminate();
  }

  #open(): Worker | undefined {
    try {
      const worker = startWorker(this.#settings, this.#slots.buffer, this.#write);
      return worker
        .on('message', (message: ThreadMessage) => this.#onMessage(message))
        .on('error', (error) => this.#crash(error))
        .on('exit', (code) => this.#fail('Runtime.ExitError', `exited with status ${code}`));
    } catch (error) {
      // Node.js rejects some NODE_OPTIONS before the thread exists.
      queueMicrotask(() => this.#crash(error));
      return undefined;
    }
  }

  #startHead(): void {
    this.#headStartedAt = performance.now();
    this.#timer.refresh();
  }

  #onMessage(message: ThreadMessage): void {
    if (message.kind === 'console') this.#write(message.line);
    else if (this.#state === 'ended') return;
    else if (message.kind === 'ready') this.#ready();
    else if (message.kind === 'not-ready') this.#end(message.error);
    else if (message.kind === 'returned') this.#finish(message);
    else {
      // In the JSON log format, the thread has logged it.
      if (this.#settings.logFormat === 'Text') this.#write(errorLine(message.error));
      this.#finish(functionError(message.error));
    }
  }

  #ready(): void {
    this.#state = 'running';
    clearTimeout(this.#initTimer);
    this.#owner.started(this, undefined);
  }

  #finish(result: InvocationResult): void {
    const head = this.#pending.shift();
    if (head === undefined) return;
    this.#slots.free(head.slot);
    const milliseconds = performance.now() - this.#headStartedAt;
    if (this.pendingCount > 0) this.#startHead();
    head.invocation.done(result);
    this.#owner.finished(this, milliseconds);
  }

  /** Ends the thread after an uncaught error. */
  #crash(error: unknown): void {
    if (this.#state === 'ended') return;
    if (this.#settings.logFormat === 'JSON')
      this.#write(jsonLine('ERROR', this.#pending[0]?.requestId, [error]));
    this.#end(thrownError(error));
  }

  #fail(errorType: string, errorMessage: string): void {
    this.#end(errorWithoutLocation(errorType, errorMessage));
  }

  #end(error: ThrownError): void {
    if (this.#state === 'ended') return;
    const wasStarting = this.#state === 'starting';
    this.#close();
    for (const line of this.#finalLogLines(error, wasStarting)) this.#write(line);
    const unstarted = this.reclaim();
    for (const { invocation } of this.#pending.splice(0)) invocation.done(functionError(error));
    void this.#worker?.terminate();
    if (wasStarting) this.#owner.started(this, error);
    else this.#owner.ended(this, unstarted);
  }

  /** Returns the log lines of its end: Lambda's in the JSON log format, otherwise one line. */
  #finalLogLines(error: ThrownError, wasStarting: boolean): readonly string[] {
    const { logFormat, memoryMegabytes } = this.#settings;
    const [head] = this.#pending;
    if (logFormat === 'JSON' && wasStarting)
      return initReport(error, performance.now() - this.#startedAt);
    if (logFormat === 'JSON' && head !== undefined)
      return invocationReport(head.requestId, error, this.headElapsedMilliseconds, memoryMegabytes);
    return [errorLine(error)];
  }

  #close(): void {
    this.#state = 'ended';
    clearTimeout(this.#initTimer);
    clearTimeout(this.#timer);
    this.#stopWatchingMemory();
  }
}

function errorWithoutLocation(errorType: string, errorMessage: string): ThrownError {
  return { errorType, errorMessage, location: '' };
}

function errorLine({ errorType, errorMessage, location }: ThrownError): string {
  return `failed: ${errorType}: ${errorMessage}${location === '' ? '' : ` (${location})`}`;
}
