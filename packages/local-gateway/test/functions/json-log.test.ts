import { describe, expect, it, vi } from 'vitest';
import type { FunctionSettings } from '../../src/functions/function-settings.ts';
import { createFunction, failed } from './created-function.ts';

describe('In the JSON log format', () => {
  const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/);
  const time = expect.stringMatching(/Z$/);
  const logged = (errorType: string, errorMessage: string, own: object = {}): object => ({
    timestamp: time,
    level: 'ERROR',
    message: { errorType, errorMessage, stackTrace: expect.any(Array), ...own },
  });
  const reported = (ending: object): readonly object[] => {
    const durationMs = expect.any(Number);
    const metrics = { durationMs, billedDurationMs: expect.any(Number), memorySizeMB: 128 };
    return [
      {
        time,
        type: 'platform.runtimeDone',
        record: { requestId, ...ending, metrics: { durationMs, producedBytes: 0 } },
      },
      { time, type: 'platform.report', record: { requestId, metrics, ...ending } },
    ];
  };
  const notStarted = (errorType: string): readonly object[] => {
    const ending = { status: 'error', errorType };
    const record = { initializationType: 'on-demand', phase: 'init', ...ending };
    const metrics = { durationMs: expect.any(Number) };
    return [
      { time, type: 'platform.initRuntimeDone', record },
      { time, type: 'platform.initReport', record: { ...record, metrics } },
    ];
  };
  const exited = { status: 'error', errorType: 'Runtime.ExitError' };
  const throwing = (code: string): string => `export const handler = async () => { ${code} }`;

  it.each<[string, string, readonly object[], Partial<FunctionSettings>?]>([
    [
      'a thrown error is logged as by the runtime',
      throwing('throw new RangeError("x")'),
      [{ ...logged('RangeError', 'x'), requestId }],
    ],
    [
      'an error is logged with its members and its class, not its name',
      throwing(
        'throw new (class Mine extends Error { name = "AuthorizerError"; reason = "r"; })("x")',
      ),
      [{ ...logged('Mine', 'x', { name: 'AuthorizerError', reason: 'r' }), requestId }],
    ],
    [
      'a thrown string is logged as an error',
      throwing('throw "Unauthorized"'),
      [{ ...logged('Error', 'Unauthorized'), requestId }],
    ],
    [
      'a timeout is reported by the platform only',
      throwing('await new Promise(() => setTimeout(() => {}, 60_000))'),
      reported({ status: 'timeout' }),
      { timeoutSeconds: 0.1 },
    ],
    ['an exit is reported by the platform', throwing('process.exit(1)'), reported(exited)],
    [
      'a module that throws is logged and reported',
      'throw new TypeError("no config")',
      [{ ...logged('TypeError', 'no config'), requestId: '-' }, ...notStarted('TypeError')],
    ],
  ])('%s', async (_, code, expected, settings = {}) => {
    const { invoke, lines } = createFunction(
      { 'index.mjs': code },
      { logFormat: 'JSON', ...settings },
    );
    expect(await invoke()).toMatchObject({ kind: 'failed' });
    await vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(expected.length), 10_000);
    expect(lines.map((line) => JSON.parse(line))).toEqual(expected);
  });

  it('lines below the log level are omitted', async () => {
    const files = { 'index.mjs': throwing('throw new RangeError("x")') };
    const { invoke, lines } = createFunction(files, { logFormat: 'JSON', logLevel: 'FATAL' });
    expect(await invoke()).toEqual(failed('RangeError', 'x'));
    expect(lines).toEqual([]);
  });

  it('an uncaught error is written by Node.js, and the end of the process reported', async () => {
    const code = throwing(
      'setTimeout(() => { throw new TypeError("x"); }); await new Promise(() => {})',
    );
    const { invoke, lines } = createFunction({ 'index.mjs': code }, { logFormat: 'JSON' });
    expect(await invoke()).toEqual(failed('Runtime.ExitError', 'exited with status 1'));
    expect(lines).toContain('TypeError: x');
    expect(lines.slice(-2).map((line) => JSON.parse(line))).toEqual(reported(exited));
  });
});
