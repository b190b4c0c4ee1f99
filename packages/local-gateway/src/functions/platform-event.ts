import type { ErrorReport } from './runtime/error-report.ts';

/**
 * Returns the system log lines of a failed invocation in the JSON log format: those of level WARN,
 * which every SystemLogLevel includes. Lower levels are not emulated.
 *
 * @see Lambda, "Log-level filtering" (system log level event mapping), and "Lambda Telemetry API
 * Event schema reference"
 */
export function invocationReport(
  requestId: string,
  error: ErrorReport,
  milliseconds: number,
  memoryMegabytes: number,
): readonly string[] {
  const durationMs = rounded(milliseconds);
  const status = statusOf(error);
  const done = { requestId, ...status, metrics: { durationMs, producedBytes: 0 } };
  const metrics = {
    durationMs,
    billedDurationMs: Math.ceil(milliseconds),
    memorySizeMB: memoryMegabytes,
  };
  return [
    event('platform.runtimeDone', done),
    event('platform.report', { requestId, metrics, ...status }),
  ];
}

/** Returns the system log lines of a failed cold start. */
export function initReport(error: ErrorReport, milliseconds: number): readonly string[] {
  const record = { initializationType: 'on-demand', phase: 'init', ...statusOf(error) };
  const metrics = { durationMs: rounded(milliseconds) };
  return [
    event('platform.initRuntimeDone', record),
    event('platform.initReport', { ...record, metrics }),
  ];
}

function event(type: string, record: object): string {
  return JSON.stringify({ time: new Date().toISOString(), type, record });
}

function statusOf({ errorType }: ErrorReport): object {
  return errorType === 'Sandbox.Timedout' ? { status: 'timeout' } : { status: 'error', errorType };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
