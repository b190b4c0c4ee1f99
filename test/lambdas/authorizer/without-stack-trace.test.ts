import { expect, test } from 'vitest';
import { withoutStackTrace } from '../../../lambdas/authorizer/without-stack-trace.ts';

test('withoutStackTrace returns the result, and captures no stack for errors thrown meanwhile', () => {
  const { stackTraceLimit } = Error;
  expect(withoutStackTrace(() => 1)).toBe(1);
  let thrown: unknown;
  try {
    withoutStackTrace(() => {
      throw new Error('expected');
    });
  } catch (error) {
    thrown = error;
  }
  expect((thrown as Error).stack).toBe('Error: expected');
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});
