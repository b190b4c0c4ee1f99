import type { FunctionSettings } from './function-settings.ts';
import { FunctionThread, type Invocation } from './function-thread.ts';
import { functionError, type InvocationResult } from './invocation-result.ts';
import type { ThrownError } from './thread-messages.ts';

/** Lambda's limit of an event and of a response. @see Lambda, "Lambda quotas" */
const maxPayloadBytes = 6_291_556;

/** The maximum of threads for one function. */
const maxThreads = 10;

/** How long an invocation waits for a busy thread before another one starts. */
const queueWaitMilliseconds = 10;

/** A function that is faster on average gets invocations ahead of time. */
const fastMilliseconds = 2;

/**
 * A Lambda function that runs in threads, which start on demand and are replaced when they end.
 *
 * A busy thread of a fast function gets invocations ahead of time, which saves waking another thread;
 * those that do not start within a time limit are reclaimed and sent to another thread.
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

  /** @param write called with each line that the function logs, and with its errors */
  constructor(settings: FunctionSettings, write: (line: string) => void) {
    this.#settings = settings;
    this.#write = write;
  }

  /** Starts the first thread. */
  warm(): void {
    if (this.#threads.size === 0) this.#start();
  }

  /**
   * Invokes the function and returns the result. Never rejects.
   *
   * @param event JSON text
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

  /** Ends all threads; invocations in flight fail. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#rebalanceTimer);
    for (const invocation of this.#queue.splice(0)) invocation.done(functionError(closing));
    await Promise.all(Array.from(this.#threads, (thread) => thread.stop()));
  }

  /** Sends queued invocations to threads, in order, while threads accept them. */
  #drainQueue(): void {
    while (this.#queue[0] !== undefined && this.#dispatch(this.#queue[0])) this.#queue.shift();
    if (this.#queue.length === 0 || this.#closed) return;
    if (this.#threads.size === 0) this.#start();
    else this.#scheduleRebalance();
  }

  /** Tries the thread that was used last first, because its caches are warm. */
  #dispatch(invocation: Invocation): boolean {
    if (this.#sendTo(this.#mostRecent, invocation)) return true;
    for (const thread of this.#threads) if (this.#sendTo(thread, invocation)) return true;
    return false;
  }

  /** Sends an invocation to a thread that is idle, or busy with a fast function. */
  #sendTo(thread: FunctionThread | undefined, invocation: Invocation): boolean {
    if (thread === undefined) return false;
    const isIdle = thread.pendingCount === 0;
    if (!isIdle && this.#averageMilliseconds > fastMilliseconds) return false;
    if (!thread.send(invocation)) return false;
    this.#mostRecent = thread;
    if (!isIdle) this.#scheduleRebalance();
    return true;
  }

  #scheduleRebalance(): void {
    this.#rebalanceTimer ??= setTimeout(() => {
      this.#rebalanceTimer = undefined;
      this.#rebalance();
    }, queueWaitMilliseconds);
  }

  /** Reclaims what waits behind a slow invocation; starts a thread if invocations still wait. */
  #rebalance(): void {
    const slow = Array.from(this.#threads).filter(
      (thread) =>
        thread.pendingCount > 1 && thread.headElapsedMilliseconds >= queueWaitMilliseconds,
    );
    // The function is not fast after all.
    if (slow.length > 0) this.#averageMilliseconds = Number.POSITIVE_INFINITY;
    this.#requeue(slow.flatMap((thread) => thread.reclaim()));
    // One at a time: only when it is ready it shows whether more are needed.
    const waits = this.#queue.length > 0;
    if (waits && this.#starting === 0 && this.#threads.size < maxThreads) this.#start();
    const hasBacklog = Array.from(this.#threads).some((thread) => thread.pendingCount > 1);
    if (hasBacklog || waits) this.#scheduleRebalance();
  }

  /** Puts invocations back at the front of the queue. */
  #requeue(invocations: readonly Invocation[]): void {
    this.#queue.unshift(...invocations);
    this.#drainQueue();
  }

  #start(): void {
    if (this.#closed) return;
    this.#starting += 1;
    const thread = new FunctionThread(this.#settings, this.#write, {
      started: (one, error) => this.#started(one, error),
      finished: (one, milliseconds) => this.#finished(milliseconds, one),
      ended: (one, unstarted) => this.#ended(one, unstarted),
    });
    this.#threads.add(thread);
  }

  #started(thread: FunctionThread, error: ThrownError | undefined): void {
    this.#starting -= 1;
    if (error === undefined) this.#drainQueue();
    else {
      // A failed cold start fails one invocation, as on Lambda.
      this.#queue.shift()?.done(functionError(error));
      this.#ended(thread, []);
    }
  }

  #finished(milliseconds: number, thread: FunctionThread): void {
    const average = Number.isFinite(this.#averageMilliseconds)
      ? this.#averageMilliseconds
      : milliseconds;
    this.#averageMilliseconds = average * 0.9 + milliseconds * 0.1;
    if (thread.pendingCount === 0 && this.#queue.length > 0) this.#drainQueue();
  }

  /** Removes a thread that has ended, and requeues its invocations that did not start. */
  #ended(thread: FunctionThread, unstarted: readonly Invocation[]): void {
    this.#threads.delete(thread);
    if (this.#mostRecent === thread) this.#mostRecent = undefined;
    if (this.#closed) for (const invocation of unstarted) invocation.done(functionError(closing));
    else this.#requeue(unstarted);
  }
}

const closing = { errorType: 'Sandbox.Stopped', errorMessage: 'the gateway is closing' };

function exceeds(text: string, bytes: number): boolean {
  // A UTF-16 code unit takes at most three bytes in UTF-8.
  return text.length * 3 > bytes && Buffer.byteLength(text) > bytes;
}

function withinLimit(result: InvocationResult): InvocationResult {
  if (result.kind !== 'returned' || !exceeds(result.payload, maxPayloadBytes)) return result;
  return functionError({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `the response is larger than ${maxPayloadBytes} bytes`,
  });
}
