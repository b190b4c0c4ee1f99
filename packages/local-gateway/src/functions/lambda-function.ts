import { closing, FunctionInstance, type Invocation } from './function-instance.ts';
import type { FunctionSettings } from './function-settings.ts';
import { functionError, type InvocationResult } from './invocation-result.ts';
import type { ErrorReport } from './runtime/error-report.ts';
import { createTaskFolder, type TaskFolder } from './task-folder.ts';

/** Lambda's limit of an event and of a response. @see Lambda, "Lambda quotas" */
const maxPayloadBytes = 6_291_556;

/** The maximum of instances of one function. */
const maxInstances = 10;

/**
 * A Lambda function. When no instance is idle, another one starts, up to a maximum; invocations wait
 * for the first one that is idle. Instances that end are replaced.
 */
export class LambdaFunction {
  readonly #settings: FunctionSettings;
  readonly #write: (line: string) => void;
  readonly #instances = new Set<FunctionInstance>();
  #starting: FunctionInstance | undefined;
  /** The one that was used last is the last. */
  readonly #idle: FunctionInstance[] = [];
  readonly #queue: Invocation[] = [];
  #task: TaskFolder | undefined;
  #inFlight = 0;
  #closed = false;

  /** @param write called with each line that the function logs, and with its errors */
  constructor(settings: FunctionSettings, write: (line: string) => void) {
    this.#settings = settings;
    this.#write = write;
  }

  /** Starts the first instance; resolves when its cold start has succeeded or failed. */
  warm(): Promise<void> {
    if (this.#closed || this.#instances.size > 0) return Promise.resolve();
    return new Promise((resolve) => this.#start(resolve));
  }

  /**
   * Invokes the function and returns the result. Never rejects.
   *
   * @param event JSON text
   */
  invoke(event: string, traceId: string): Promise<InvocationResult> {
    if (Buffer.byteLength(event) > maxPayloadBytes) return Promise.resolve({ kind: 'too-large' });
    const limit = this.#settings.reservedConcurrency ?? Number.POSITIVE_INFINITY;
    if (this.#inFlight >= limit) return Promise.resolve({ kind: 'throttled' });
    if (this.#closed) return Promise.resolve(functionError(closing));
    this.#inFlight += 1;
    return new Promise((resolve) => {
      const done = (result: InvocationResult): void => {
        this.#inFlight -= 1;
        resolve(withinLimit(result));
      };
      this.#queue.push({ event, traceId, done });
      this.#assign();
    });
  }

  /** Ends all instances, and removes the copy of the code; invocations in flight fail. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const invocation of this.#queue.splice(0)) invocation.done(functionError(closing));
    await Promise.all(Array.from(this.#instances, (instance) => instance.stop()));
    this.#task?.remove();
  }

  /**
   * Gives waiting invocations to idle instances, and starts an instance if there are more invocations
   * than instances: one at a time, because quick functions need no more by the time that it has
   * started. An instance that has just responded is not idle yet, but will be.
   */
  #assign(): void {
    while (this.#queue.length > 0) {
      const instance = this.#idle.pop();
      if (instance === undefined) break;
      const invocation = this.#queue.shift();
      if (invocation !== undefined) instance.invoke(invocation);
    }
    const needed = Math.min(this.#inFlight, maxInstances);
    if (this.#starting === undefined && needed > this.#instances.size) this.#start();
  }

  /** @param started called after its cold start, also if it failed */
  #start(started: () => void = () => {}): void {
    const endStart = (instance: FunctionInstance): void => {
      if (instance !== this.#starting) return;
      this.#starting = undefined;
      started();
    };
    this.#task ??= createTaskFolder(this.#settings);
    this.#starting = new FunctionInstance(this.#settings, this.#task.path, this.#write, {
      idle: (instance) => {
        endStart(instance);
        this.#idle.push(instance);
        this.#assign();
      },
      ended: (instance, initError) => {
        endStart(instance);
        this.#ended(instance, initError);
      },
    });
    this.#instances.add(this.#starting);
  }

  #ended(instance: FunctionInstance, initError: ErrorReport | undefined): void {
    this.#instances.delete(instance);
    const index = this.#idle.indexOf(instance);
    if (index >= 0) this.#idle.splice(index, 1);
    // A failed cold start fails one invocation, as on Lambda.
    if (initError !== undefined) this.#queue.shift()?.done(functionError(initError));
    this.#assign();
  }
}

function withinLimit(result: InvocationResult): InvocationResult {
  if (result.kind !== 'returned' || Buffer.byteLength(result.payload) <= maxPayloadBytes)
    return result;
  return functionError({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `the response is larger than ${maxPayloadBytes} bytes`,
  });
}
