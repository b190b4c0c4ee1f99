import type { ThrownError } from './thread-messages.ts';

/**
 * The lines that Lambda itself writes in the JSON log format of an invocation that did not end well:
 * those of level WARN, which no SystemLogLevel leaves out. Lines of lower levels are not emulated.
 *
 * @see Lambda, "Log-level filtering" (system log level event mapping), and "Lambda Telemetry API
 * Event schema reference"
 */
export function invocationReport(
  requestId: string,
  error: ThrownError,
  milliseconds: number,
  memoryMegabytes: number,
): readonly string[] {
  const durationMs = rounded(milliseconds);
  const ending = endingBy(error, true);
  const done = { requestId, ...ending, metrics: { durationMs, producedBytes: 0 } };
  // How much memory was in use at most, nobody has measured here.
  const metrics = {
    durationMs,
    billedDurationMs: Math.ceil(milliseconds),
    memorySizeMB: memoryMegabytes,
  };
  return [
    event('platform.runtimeDone', done),
    event('platform.report', { requestId, metrics, ...ending }),
  ];
}

/** The same of a cold start that failed. */
export function initReport(error: ThrownError, milliseconds: number): readonly string[] {
  const record = { initializationType: 'on-demand', phase: 'init', ...endingBy(error, false) };
  const metrics = { durationMs: rounded(milliseconds) };
  return [
    event('platform.initRuntimeDone', record),
    event('platform.initReport', { ...record, metrics }),
  ];
}

function event(type: string, record: object): string {
  return JSON.stringify({ time: new Date().toISOString(), type, record });
}

/** @param exits whether whatever is thrown past the runtime ends it */
function endingBy({ errorType }: ThrownError, exits: boolean): object {
  if (errorType === 'Sandbox.Timedout') return { status: 'timeout' };
  const isKnown = !exits || errorType.startsWith('Runtime.');
  return { status: 'error', errorType: isKnown ? errorType : 'Runtime.ExitError' };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
