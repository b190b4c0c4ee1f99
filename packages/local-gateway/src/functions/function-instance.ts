import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { FunctionSettings } from './function-settings.ts';
import { functionError, type InvocationResult } from './invocation-result.ts';
import { initReport, invocationReport } from './platform-event.ts';
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts';
import { startProcess } from './start-process.ts';
import type { TaskFolder } from './task-folder.ts';
import { awsSdkAdvice, platformError, reportedError, type ThrownError } from './thrown-error.ts';

/** Lambda's limit of a cold start, in milliseconds. @see Lambda, "Lambda execution environment" */
const initLimitMilliseconds = 10_000;

export interface Invocation {
  /** JSON text. */
  readonly event: string;
  readonly traceId: string;
  readonly done: (result: InvocationResult) => void;
}

export interface InstanceOwner {
  /** It can take an invocation: the cold start succeeded, or an invocation has finished. */
  idle(instance: FunctionInstance): void;
  /** It has ended. @param initError why the cold start failed; undefined: it had succeeded */
  ended(instance: FunctionInstance, initError: ThrownError | undefined): void;
}

/**
 * An execution environment: a process that runs one function, one invocation at a time, and polls a
 * Runtime API.
 */
export class FunctionInstance {
  readonly #settings: FunctionSettings;
  readonly #task: TaskFolder;
  readonly #write: (line: string) => void;
  readonly #owner: InstanceOwner;
  readonly #startedAt = performance.now();
  #state: 'starting' | 'running' | 'ended' = 'starting';
  #api: RuntimeApi | undefined;
  #process: ChildProcess | undefined;
  /** Of the cold start, or of the current invocation. */
  #timer: NodeJS.Timeout;
  #current:
    | { readonly id: string; readonly startedAt: number; readonly invocation: Invocation }
    | undefined;

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
    this.#timer = setTimeout(() => {
      const seconds = initLimitMilliseconds / 1000;
      this.#end(platformError('Sandbox.Timedout', `the cold start took longer than ${seconds} s`));
    }, initLimitMilliseconds);
    this.#start().catch((error) => this.#end(platformError('Sandbox.NotStarted', String(error))));
  }

  /** Sends an invocation to an instance that is idle. */
  invoke(invocation: Invocation): void {
    const id = randomUUID();
    const { arn, timeoutSeconds } = this.#settings;
    const milliseconds = timeoutSeconds * 1000;
    this.#current = { id, startedAt: performance.now(), invocation };
    this.#timer = setTimeout(() => {
      const message = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
      this.#end(platformError('Sandbox.Timedout', message));
    }, milliseconds);
    this.#api?.deliver({
      requestId: id,
      functionArn: arn,
      traceId: invocation.traceId,
      deadline: Date.now() + milliseconds,
      event: invocation.event,
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
    const api = await startRuntimeApi({
      ready: () => this.#ready(),
      responded: (id, payload) => this.#finish(id, { kind: 'returned', payload }),
      failed: (id, body) => this.#failed(id, this.#reported(body)),
      initFailed: (body) => this.#end(this.#reported(body)),
    });
    this.#api = api;
    if (this.#state === 'ended') return api.close();
    this.#process = startProcess(this.#settings, this.#task, api.address, this.#write)
      .on('error', (error) => this.#end(platformError('Sandbox.NotStarted', error.message)))
      .on('close', (status, signal) => {
        const end = signal === null ? `status ${status}` : `signal ${signal}`;
        this.#end(platformError('Runtime.ExitError', `exited with ${end}`));
      });
  }

  #ready(): void {
    if (this.#state !== 'starting') return;
    this.#state = 'running';
    clearTimeout(this.#timer);
    this.#owner.idle(this);
  }

  #reported(body: string): ThrownError {
    const error = reportedError(body, [this.#task.path, process.cwd()]);
    const advice = awsSdkAdvice(error);
    if (advice !== undefined) this.#write(advice);
    return error;
  }

  #failed(id: string, error: ThrownError): void {
    // In the JSON log format, the runtime has logged it.
    if (this.#settings.logFormat === 'Text') this.#write(errorLine(error));
    this.#finish(id, functionError(error));
  }

  #finish(id: string, result: InvocationResult): void {
    if (this.#current?.id !== id) return;
    const { invocation } = this.#current;
    this.#current = undefined;
    clearTimeout(this.#timer);
    invocation.done(result);
    this.#owner.idle(this);
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
    const now = performance.now();
    if (logFormat === 'JSON' && this.#state === 'starting')
      return initReport(error, now - this.#startedAt);
    if (logFormat === 'JSON' && this.#current !== undefined) {
      const { id, startedAt } = this.#current;
      return invocationReport(id, error, now - startedAt, memoryMegabytes);
    }
    return [errorLine(error)];
  }

  #close(error: ThrownError): void {
    this.#state = 'ended';
    clearTimeout(this.#timer);
    this.#api?.close();
    this.#process?.kill('SIGKILL');
    this.#current?.invocation.done(functionError(error));
    this.#current = undefined;
  }
}

function errorLine({ errorType, errorMessage, location }: ThrownError): string {
  return `failed: ${errorType}: ${errorMessage}${location === '' ? '' : ` (${location})`}`;
}
