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

/** Lambda's bound on a cold start, in milliseconds. @see Lambda, "Lambda execution environment" */
const initLimitMilliseconds = 10_000;

/** Most invocations that a thread holds at a time: the one that runs, and those behind it. */
const maxPending = 32;

/** One invocation of a function. */
export interface Invocation {
  /** As JSON text. */
  readonly event: string;
  readonly traceId: string;
  readonly done: (result: InvocationResult) => void;
}

/** Told what becomes of a thread. */
export interface ThreadOwner {
  /** The cold start is over; with the error when it failed, and then the thread has ended. */
  started(thread: FunctionThread, error: ThrownError | undefined): void;
  /** An invocation has been answered, after so many milliseconds of its own. */
  answered(thread: FunctionThread, milliseconds: number): void;
  /** The thread is no more, of itself: `unstarted` were behind the one that it failed with. */
  ended(thread: FunctionThread, unstarted: readonly Invocation[]): void;
}

interface PendingInvocation {
  readonly slot: number;
  readonly requestId: string;
  readonly invocation: Invocation;
}

/**
 * A thread that runs one function, one invocation at a time: an execution environment. More can be
 * sent ahead of time; those that have not started can be taken back.
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
   * Starts a thread, and with it the function's cold start.
   *
   * @param write takes each line that the function writes and each report of its failures
   */
  constructor(settings: FunctionSettings, write: (line: string) => void, owner: ThreadOwner) {
    this.#settings = settings;
    this.#write = write;
    this.#owner = owner;
    const { timeoutSeconds, memoryMegabytes } = settings;
    this.#initTimer = setTimeout(() => {
      this.#fail('Sandbox.Timedout', `not ready after ${initLimitMilliseconds / 1000} s`);
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
            () => this.#fail('Runtime.OutOfMemory', `it used more than ${memoryMegabytes} MB`),
          );
  }

  /** How many invocations it holds: the one that runs, and those behind it. */
  get pendingCount(): number {
    return this.#pending.length;
  }

  /** Milliseconds since the invocation that runs began; 0 while none does. */
  get headElapsedMilliseconds(): number {
    return this.pendingCount === 0 ? 0 : performance.now() - this.#headStartedAt;
  }

  /** Sends it an invocation; false when it takes no more. */
  send(invocation: Invocation): boolean {
    const slot =
      this.#state === 'running' && this.pendingCount < maxPending ? this.#slots.take() : undefined;
    if (slot === undefined) return false;
    const requestId = randomUUID();
    this.#pending.push({ slot, requestId, invocation });
    if (this.pendingCount === 1) this.#startHead();
    const { event, traceId } = invocation;
    this.#outbox.push({ slot, requestId, event, traceId });
    // What comes in one turn goes to the thread in one message, which wakes it once.
    if (this.#outbox.length === 1) setImmediate(() => this.#post());
    return true;
  }

  #post(): void {
    this.#worker?.postMessage(this.#outbox.splice(0));
  }

  /** Takes back what waits behind the invocation that runs, the first one first. */
  reclaim(): readonly Invocation[] {
    const behind = this.#pending.splice(1);
    const started = behind.filter(({ slot }) => !this.#slots.reclaim(slot));
    this.#pending.push(...started);
    return behind.filter((one) => !started.includes(one)).map(({ invocation }) => invocation);
  }

  /** Ends the thread; what it holds fails. */
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
        .on('exit', (code) => this.#fail('Runtime.ExitError', `it exited (status ${code})`));
    } catch (error) {
      // Node.js turns some settings of NODE_OPTIONS down before the thread exists.
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
    else if (message.kind === 'returned') this.#answer(message);
    else {
      // In JSON, the thread has logged it itself.
      if (this.#settings.logFormat === 'Text') this.#write(failureLine(message.error));
      this.#answer(functionError(message.error));
    }
  }

  #ready(): void {
    this.#state = 'running';
    clearTimeout(this.#initTimer);
    this.#owner.started(this, undefined);
  }

  #answer(result: InvocationResult): void {
    const head = this.#pending.shift();
    if (head === undefined) return;
    this.#slots.free(head.slot);
    const milliseconds = performance.now() - this.#headStartedAt;
    if (this.pendingCount > 0) this.#startHead();
    head.invocation.done(result);
    this.#owner.answered(this, milliseconds);
  }

  /** Ends with an error that nobody caught. */
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

  /** What is written when it ends: what Lambda would write, or a line for people. */
  #finalLogLines(error: ThrownError, wasStarting: boolean): readonly string[] {
    const { logFormat, memoryMegabytes } = this.#settings;
    const [head] = this.#pending;
    if (logFormat === 'JSON' && wasStarting)
      return initReport(error, performance.now() - this.#startedAt);
    if (logFormat === 'JSON' && head !== undefined)
      return invocationReport(head.requestId, error, this.headElapsedMilliseconds, memoryMegabytes);
    return [failureLine(error)];
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

function failureLine({ errorType, errorMessage, location }: ThrownError): string {
  return `failed: ${errorType}: ${errorMessage}${location === '' ? '' : ` (${location})`}`;
}
