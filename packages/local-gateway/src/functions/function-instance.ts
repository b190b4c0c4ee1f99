import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { FunctionSettings } from './function-settings.ts';
import { functionError, type InvocationResult } from './invocation-result.ts';
import { initReport, invocationReport } from './platform-event.ts';
import { type RuntimeApi, type RuntimeReport, startRuntimeApi } from './runtime-api.ts';
import { startProcess } from './start-process.ts';
import type { TaskFolder } from './task-folder.ts';
import { awsSdkAdvice, platformError, reportedError, type ThrownError } from './thrown-error.ts';

/** Lambda's limit of a cold start, in seconds. @see Lambda, "Lambda execution environment" */
const initLimitSeconds = 10;

export interface Invocation {
  /** JSON text. */
  readonly event: string;
  readonly traceId: string;
  readonly done: (result: InvocationResult) => void;
}

/** What an instance tells the function that it belongs to. */
export interface InstanceOwner {
  /** It can take an invocation: the cold start succeeded, or an invocation has finished. */
  idle(instance: FunctionInstance): void;
  /** It has ended. @param initError why the cold start failed; undefined: it had succeeded */
  ended(instance: FunctionInstance, initError: ThrownError | undefined): void;
}

/** An execution environment: a process that runs one function, one invocation at a time. */
export class FunctionInstance {
  readonly #settings: FunctionSettings;
  readonly #task: TaskFolder;
  readonly #write: (line: string) => void;
  readonly #owner: InstanceOwner;
  #state: 'starting' | 'running' | 'ended' = 'starting';
  #api: RuntimeApi | undefined;
  #process: ChildProcess | undefined;
  #current: (Invocation & { readonly id: string }) | undefined;
  /** When the cold start or the current invocation started. */
  #startedAt = performance.now();
  /** Ends the cold start or the current invocation. */
  #timer: NodeJS.Timeout;

  /**
   * Starts the process and the function's cold start.
   *
   * @param write called with each line that the function logs, and with its errors
   */
  constructor(
    settings: FunctionSettings,
    task: TaskFolder,
    write: (line: string) => void,
    owner: InstanceOwner,
  ) {
    this.#settings = settings;
    this.#task = task;
    this.#write = write;
    this.#owner = owner;
    const message = `the cold start took longer than ${initLimitSeconds} s`;
    this.#timer = this.#timeout(initLimitSeconds, message);
    this.#start().catch((error) => this.#end(platformError('Sandbox.NotStarted', String(error))));
  }

  /** Sends an invocation to an instance that is idle. */
  invoke(invocation: Invocation): void {
    const { arn, timeoutSeconds } = this.#settings;
    const id = randomUUID();
    this.#current = { ...invocation, id };
    this.#startedAt = performance.now();
    const message = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    this.#timer = this.#timeout(timeoutSeconds, message);
    this.#api?.deliver(invocation.event, {
      'Lambda-Runtime-Aws-Request-Id': id,
      'Lambda-Runtime-Deadline-Ms': Date.now() + timeoutSeconds * 1000,
      'Lambda-Runtime-Invoked-Function-Arn': arn,
      'Lambda-Runtime-Trace-Id': invocation.traceId,
    });
  }

  /** Ends the process; its invocation fails. */
  async stop(): Promise<void> {
    this.#close(platformError('Sandbox.Stopped', 'the gateway is closing'));
    const child = this.#process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => child.once('exit', resolve));
  }

  async #start(): Promise<void> {
    const api = await startRuntimeApi((report) => this.#receive(report));
    this.#api = api;
    if (this.#state === 'ended') return api.close();
    this.#process = startProcess(this.#settings, this.#task, api.address, this.#write)
      .on('error', (error) => this.#end(platformError('Sandbox.NotStarted', error.message)))
      .on('close', (status, signal) => {
        const end = signal === null ? `status ${status}` : `signal ${signal}`;
        this.#end(platformError('Runtime.ExitError', `exited with ${end}`));
      });
  }

  #receive({ kind, subject, body }: RuntimeReport): void {
    if (kind === 'next' && this.#state === 'starting') {
      this.#state = 'running';
      this.#becomeIdle();
    } else if (kind === 'response' && subject === this.#current?.id) {
      this.#finish({ kind: 'returned', payload: body });
    } else if (kind === 'error') this.#fail(subject, reportedError(body, this.#task.path));
  }

  #fail(subject: string | undefined, error: ThrownError): void {
    const advice = awsSdkAdvice(error);
    if (advice !== undefined) this.#write(advice);
    if (subject === 'init') this.#end(error);
    if (subject !== this.#current?.id) return;
    // In the JSON log format, the runtime has logged it.
    if (this.#settings.logFormat === 'Text') this.#write(errorLine(error));
    this.#finish(functionError(error));
  }

  #finish(result: InvocationResult): void {
    this.#current?.done(result);
    this.#current = undefined;
    this.#becomeIdle();
  }

  #becomeIdle(): void {
    clearTimeout(this.#timer);
    this.#owner.idle(this);
  }

  #timeout(seconds: number, message: string): NodeJS.Timeout {
    const end = (): void => this.#end(platformError('Sandbox.Timedout', message));
    return setTimeout(end, seconds * 1000);
  }

  #end(error: ThrownError): void {
    if (this.#state === 'ended') return;
    const wasStarting = this.#state === 'starting';
    for (const line of this.#finalLogLines(error)) this.#write(line);
    this.#close(error);
    this.#owner.ended(this, wasStarting ? error : undefined);
  }

  /** Returns the log lines of its end: Lambda's in the JSON log format, otherwise one line. */
  #finalLogLines(error: ThrownError): readonly string[] {
    const { logFormat, memoryMegabytes } = this.#settings;
    const milliseconds = performance.now() - this.#startedAt;
    if (logFormat === 'JSON' && this.#state === 'starting') return initReport(error, milliseconds);
    if (logFormat === 'JSON' && this.#current !== undefined)
      return invocationReport(this.#current.id, error, milliseconds, memoryMegabytes);
    return [errorLine(error)];
  }

  #close(error: ThrownError): void {
    this.#state = 'ended';
    clearTimeout(this.#timer);
    this.#api?.close();
    this.#process?.kill('SIGKILL');
    this.#current?.done(functionError(error));
    this.#current = undefined;
  }
}

function errorLine({ errorType, errorMessage, location }: ThrownError): string {
  return `failed: ${errorType}: ${errorMessage}${location === '' ? '' : ` (${location})`}`;
}
