import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Server, ServerResponse } from 'node:http';
import { awsSdkAdvice, errorLine } from './error-line.ts';
import type { FunctionSettings } from './function-settings.ts';
import { functionError, type InvocationResult } from './invocation-result.ts';
import { initReport, invocationReport } from './platform-event.ts';
import type { ErrorReport } from './runtime/error-report.ts';
import { addressOf, type RuntimeRequest, startRuntimeApi } from './runtime-api.ts';
import { killProcess, startProcess } from './start-process.ts';

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
  /** It can take an invocation. */
  idle(instance: FunctionInstance): void;
  /** It has ended. @param initError why the cold start failed; undefined: it had succeeded */
  ended(instance: FunctionInstance, initError: ErrorReport | undefined): void;
}

/** An execution environment: a process that runs one function, one invocation at a time. */
export class FunctionInstance {
  readonly #settings: FunctionSettings;
  readonly #taskFolder: string;
  readonly #write: (line: string) => void;
  readonly #owner: InstanceOwner;
  #state: 'starting' | 'running' | 'ended' = 'starting';
  #api: Server | undefined;
  #process: ChildProcess | undefined;
  /** To the process's request for the next invocation. */
  #response: ServerResponse | undefined;
  #current: (Invocation & { readonly id: string }) | undefined;
  /** When the cold start or the current invocation started. */
  #startedAt = performance.now();
  /** Ends the cold start or the current invocation. */
  #timer: NodeJS.Timeout;

  /**
   * Starts the process and the function's cold start.
   *
   * @param taskFolder the folder with the function's code
   * @param write called with each line that the function logs, and with its errors
   */
  constructor(
    settings: FunctionSettings,
    taskFolder: string,
    write: (line: string) => void,
    owner: InstanceOwner,
  ) {
    this.#settings = settings;
    this.#taskFolder = taskFolder;
    this.#write = write;
    this.#owner = owner;
    const message = `the cold start took longer than ${initLimitSeconds} s`;
    this.#timer = this.#timeout(initLimitSeconds, message);
    this.#start().catch((error) => this.#end('Sandbox.NotStarted', String(error)));
  }

  /** Sends an invocation to an instance that is idle. */
  invoke(invocation: Invocation): void {
    const { arn, timeoutSeconds } = this.#settings;
    const id = randomUUID();
    this.#current = { ...invocation, id };
    this.#startedAt = performance.now();
    const message = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
    this.#timer = this.#timeout(timeoutSeconds, message);
    const headers = {
      'Content-Length': Buffer.byteLength(invocation.event),
      'Lambda-Runtime-Aws-Request-Id': id,
      'Lambda-Runtime-Deadline-Ms': Date.now() + timeoutSeconds * 1000,
      'Lambda-Runtime-Invoked-Function-Arn': arn,
      'Lambda-Runtime-Trace-Id': invocation.traceId,
    };
    this.#response?.writeHead(200, headers).end(invocation.event);
  }

  /** Ends the process; its invocation fails. */
  async stop(): Promise<void> {
    this.#close(functionError(closing));
    const child = this.#process;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => child.once('exit', resolve));
  }

  async #start(): Promise<void> {
    const api = await startRuntimeApi((request) => this.#receive(request));
    this.#api = api;
    if (this.#state === 'ended') {
      api.close();
      return;
    }
    this.#process = startProcess(this.#settings, this.#taskFolder, addressOf(api), this.#write)
      .on('error', (error) => this.#end('Sandbox.NotStarted', error.message))
      .on('close', (status, signal) => {
        const end = signal === null ? `status ${status}` : `signal ${signal}`;
        this.#end('Runtime.ExitError', `exited with ${end}`);
      });
  }

  #receive({ kind, subject, body, response }: RuntimeRequest): void {
    if (this.#state === 'ended') return;
    if (kind === 'next') {
      this.#state = 'running';
      this.#response = response;
      clearTimeout(this.#timer);
      this.#owner.idle(this);
    } else if (kind === 'error') this.#fail(subject, parsedError(body));
    else this.#finish(subject, { kind: 'returned', payload: body });
  }

  #fail(subject: string | undefined, error: ErrorReport): void {
    const advice = awsSdkAdvice(error);
    if (advice !== undefined) this.#write(advice);
    if (subject === 'init') this.#endWith(error);
    if (subject !== this.#current?.id) return;
    // In the JSON log format, the runtime has logged it.
    if (this.#settings.logFormat === 'Text') this.#write(errorLine(error, this.#taskFolder));
    this.#finish(subject, functionError(error));
  }

  #finish(subject: string | undefined, result: InvocationResult): void {
    if (subject !== this.#current?.id) return;
    clearTimeout(this.#timer);
    this.#current?.done(result);
    this.#current = undefined;
  }

  #timeout(seconds: number, message: string): NodeJS.Timeout {
    return setTimeout(() => this.#end('Sandbox.Timedout', message), seconds * 1000);
  }

  #end(errorType: string, errorMessage: string): void {
    this.#endWith({ errorType, errorMessage, trace: [] });
  }

  #endWith(error: ErrorReport): void {
    if (this.#state === 'ended') return;
    const wasStarting = this.#state === 'starting';
    for (const line of this.#finalLogLines(error)) this.#write(line);
    this.#close(functionError(error));
    this.#owner.ended(this, wasStarting ? error : undefined);
  }

  /** Returns the log lines of its end: Lambda's in the JSON log format, otherwise one line. */
  #finalLogLines(error: ErrorReport): readonly string[] {
    const { logFormat, memoryMegabytes } = this.#settings;
    const milliseconds = performance.now() - this.#startedAt;
    if (logFormat === 'JSON' && this.#state === 'starting') return initReport(error, milliseconds);
    if (logFormat === 'JSON' && this.#current !== undefined)
      return invocationReport(this.#current.id, error, milliseconds, memoryMegabytes);
    return [errorLine(error, this.#taskFolder)];
  }

  #close(result: InvocationResult): void {
    this.#state = 'ended';
    clearTimeout(this.#timer);
    this.#api?.close();
    if (this.#process !== undefined) killProcess(this.#process);
    this.#current?.done(result);
    this.#current = undefined;
  }
}

/** The error of invocations that the gateway ends. */
export const closing = { errorType: 'Sandbox.Stopped', errorMessage: 'the gateway is closing' };

function parsedError(body: string): ErrorReport {
  try {
    const { errorType = 'Unhandled', errorMessage = body, trace } = JSON.parse(body);
    const lines = Array.isArray(trace) ? trace.map(String) : [];
    return { errorType: String(errorType), errorMessage: String(errorMessage), trace: lines };
  } catch {
    return { errorType: 'Unhandled', errorMessage: body, trace: [] };
  }
}
