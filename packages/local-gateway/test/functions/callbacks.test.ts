import { describe, expect, it } from 'vitest';
import { createFunction, failed } from './created-function.ts';

/** Invokes a handler on nodejs22.x; its timer in `later` keeps the event loop running for a while. */
async function result(handler: string): Promise<unknown> {
  const later = 'const later = (f = () => {}, ms = 50) => setTimeout(f, ms);';
  const settings = { runtime: 'nodejs22.x', timeoutSeconds: 1 };
  const { invoke } = createFunction(
    { 'index.js': `${later} exports.handler = ${handler};` },
    settings,
  );
  return invoke();
}

const timedOut = failed('Sandbox.Timedout', expect.any(String));

describe('Until nodejs22.x, the result of a handler', () => {
  it.each([
    ['that is not async and returns a value is null', '() => 1', null],
    ['that calls back is what it passes', '(e, c, done) => { later(() => done(null, 1)); }', 1],
    [
      'that calls back twice is the first value',
      '(e, c, done) => { done(null, 1); done(null, 2); }',
      1,
    ],
    [
      'that returns a promise is what it resolves to, at once',
      '() => { later(undefined, 60_000); return Promise.resolve(1); }',
      1,
    ],
    [
      'that calls context.succeed is what it passes, at once',
      '(e, c) => { later(undefined, 60_000); c.succeed(1); }',
      1,
    ],
    [
      'that calls context.done later is what it passes',
      '(e, c) => { later(() => c.done(null, 1)); }',
      1,
    ],
    [
      'that returns a promise and calls back is the first value',
      'async (e, c, done) => { done(null, 1); return 2; }',
      1,
    ],
    [
      'that calls back while a timer is open is awaited until its timeout',
      '(e, c, done) => { later(undefined, 60_000); done(null, 1); }',
      timedOut,
    ],
    [
      'that sets callbackWaitsForEmptyEventLoop to false is what it passes, at once',
      '(e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; later(undefined, 60_000); done(null, 1); }',
      1,
    ],
    [
      'that passes an error to its callback is that error',
      '(e, c, done) => { later(undefined, 60_000); done(new RangeError("x")); }',
      failed('RangeError', 'x'),
    ],
    ['that calls context.fail is that error', '(e, c) => c.fail("no")', failed('string', 'no')],
    [
      'that throws is that error',
      '() => { throw new RangeError("x"); }',
      failed('RangeError', 'x'),
    ],
    [
      'that is async and whose promise is never settled is an error',
      'async () => new Promise(() => {})',
      failed('Runtime.NodeJsExit', expect.any(String)),
    ],
  ])('%s', async (_, handler, expected) => {
    expect(await result(handler)).toEqual(expected);
  });
});

describe('A process ends', () => {
  it.each([
    ['with status 0 when a promise is never settled', 'new Promise(() => {})', 0],
    [
      'with status 1 after an uncaught error',
      'new Promise(() => setTimeout(() => { throw 1; }))',
      1,
    ],
    [
      'with status 1 after an unhandled rejection',
      '{ Promise.reject(1); await new Promise(() => {}); }',
      1,
    ],
  ])('%s', async (_, body, status) => {
    const { invoke } = createFunction({
      'index.mjs': `export const handler = async () => ${body}`,
    });
    expect(await invoke()).toEqual(failed('Runtime.ExitError', `exited with status ${status}`));
  });
});
