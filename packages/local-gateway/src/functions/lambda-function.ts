import type { FunctionSettings } from './function-settings.ts';
import { FunctionThread, type Invocation } from './function-thread.ts';
import { functionError, type InvocationResult } from './invocation-result.ts';
import type { ThrownError } from './thread-messages.ts';

/** 6 MB: Lambda's limit of an event, and of a response. @see Lambda, "Lambda quotas" */
const maxPayloadBytes = 6_291_556;

/** Threads at most for one function: a laptop's share of Lambda's thousand. */
const maxThreads = 10;

/** How long a request waits for a thread that is soon free before another one starts. */
const queueWaitMilliseconds = 10;

/** A function that answers within this, as a rule, is sent requests ahead of time. */
const fastMilliseconds = 2;

/**
 * A Lambda function that runs on this machine, in threads that are started as load asks and
 * replaced when they end.
 *
 * A quick function has requests sent to its busy thread, which saves waking another one; whatever
 * has not started when the patience is over is taken back and given to another thread.
 */
export class LambdaFunction {
  readonly #settings: FunctionSettings;
  readonly #write: (line: string) => void;
  readonly #threads = new Set<FunctionThread>();
  readonly #queue: Invocation[] = [];
  #mostRecent: FunctionThread | undefined;
  #averageMilliseconds = Number.POSITIVE_INFINITY;
  #rebalanceTimer: NodeJS.Timeout | undefined;
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
  invoke(event: string, traceId: string): Promise<InvocationResult> {
    if (exceeds(event, maxPayloadBytes)) return Promise.resolve({ kind: 'too-large' });
    const bound = this.#settings.reservedConcurrency ?? Number.POSITIVE_INFINITY;
    if (this.#inFlight >= bound) return Promise.resolve({ kind: 'throttled' });
    if (this.#closed) return Promise.resolve(functionError(closing));
    this.#inFlight += 1;
    return new Promise((resolve) => {
      const done = (result: InvocationResult): void => {
        this.#inFlight -= 1;
        resolve(withinLimit(result));
      };
      this.#queue.push({ event, traceId, done });
      this.#drainQueue();
    });
  }

  /** Ends all threads; invocations under way fail. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#rebalanceTimer);
    for (const invocation of this.#queue.splice(0)) invocation.done(functionError(closing));
    await Promise.all(Array.from(this.#threads, (thread) => thread.stop()));
  }

  /** Serves those that wait, the first one first, as far as there are threads for them. */
  #drainQueue(): void {
    while (this.#queue[0] !== undefined && this.#dispatch(this.#queue[0])) this.#queue.shift();
    if (this.#queue.length === 0 || this.#closed) return;
    if (this.#threads.size === 0) this.#start();
    else this.#scheduleRebalance();
  }

  /** Finds a thread for an invocation: the last one first, for its caches are warm. */
  #dispatch(invocation: Invocation): boolean {
    if (this.#sendTo(this.#mostRecent, invocation)) return true;
    for (const thread of this.#threads) if (this.#sendTo(thread, invocation)) return true;
    return false;
  }

  /** Sends to a thread that is free, or soon will be. */
  #sendTo(thread: FunctionThread | undefined, invocation: Invocation): boolean {
    if (thread === undefined) return false;
    const free = thread.pendingCount === 0;
    if (!free && this.#averageMilliseconds > fastMilliseconds) return false;
    if (!thread.send(invocation)) return false;
    this.#mostRecent = thread;
    if (!free) this.#scheduleRebalance();
    return true;
  }

  /** Looks after the patience whether anything waits in vain. */
  #scheduleRebalance(): void {
    this.#rebalanceTimer ??= setTimeout(() => {
      this.#rebalanceTimer = undefined;
      this.#rebalance();
    }, queueWaitMilliseconds);
  }

  /** Takes back what waits behind something slow, and starts a thread for whatever still waits. */
  #rebalance(): void {
    const slow = Array.from(this.#threads).filter(
      (thread) =>
        thread.pendingCount > 1 && thread.headElapsedMilliseconds >= queueWaitMilliseconds,
    );
    // It is not the quick function that it was taken for.
    if (slow.length > 0) this.#averageMilliseconds = Number.POSITIVE_INFINITY;
    this.#requeue(slow.flatMap((thread) => thread.reclaim()));
    // One at a time: until it is ready, nobody knows whether more are needed.
    const waits = this.#queue.length > 0;
    if (waits && this.#starting === 0 && this.#threads.size < maxThreads) this.#start();
    const held = Array.from(this.#threads).some((thread) => thread.pendingCount > 1);
    if (held || waits) this.#scheduleRebalance();
  }

  /** Gives invocations another chance, before those that came after them. */
  #requeue(invocations: readonly Invocation[]): void {
    this.#queue.unshift(...invocations);
    this.#drainQueue();
  }

  #start(): void {
    if (this.#closed) return;
    this.#starting += 1;
    const thread = new FunctionThread(this.#settings, this.#write, {
      started: (one, error) => this.#started(one, error),
      answered: (one, milliseconds) => this.#answered(one, milliseconds),
      ended: (one, unstarted) => this.#ended(one, unstarted),
    });
    this.#threads.add(thread);
  }

  #started(thread: FunctionThread, error: ThrownError | undefined): void {
    this.#starting -= 1;
    if (error === undefined) this.#drainQueue();
    else {
      // The failure of a cold start is one invocation's answer, as on Lambda.
      this.#queue.shift()?.done(functionError(error));
      this.#ended(thread, []);
    }
  }

  #answered(thread: FunctionThread, milliseconds: number): void {
    const usual = Number.isFinite(this.#averageMilliseconds)
      ? this.#averageMilliseconds
      : milliseconds;
    this.#averageMilliseconds = usual * 0.9 + milliseconds * 0.1;
    if (thread.pendingCount === 0 && this.#queue.length > 0) this.#drainQueue();
  }

  /** Forgets a thread that has ended, and starts another one if someone waits for it. */
  #ended(thread: FunctionThread, unstarted: readonly Invocation[]): void {
    this.#threads.delete(thread);
    if (this.#mostRecent === thread) this.#mostRecent = undefined;
    if (this.#closed) for (const invocation of unstarted) invocation.done(functionError(closing));
    else this.#requeue(unstarted);
  }
}

const closing = { errorType: 'Sandbox.Stopped', errorMessage: 'the gateway is closing' };

function exceeds(text: string, bytes: number): boolean {
  // No character takes more than three bytes of UTF-8 for each of its code units.
  return text.length * 3 > bytes && Buffer.byteLength(text) > bytes;
}

function withinLimit(result: InvocationResult): InvocationResult {
  if (result.kind !== 'returned' || !exceeds(result.payload, maxPayloadBytes)) return result;
  return functionError({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `the response is larger than ${maxPayloadBytes} bytes`,
  });
}
