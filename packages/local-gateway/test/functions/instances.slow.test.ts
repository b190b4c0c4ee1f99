import { expect, it } from 'vitest';
import { countingFunction } from './counting-function.ts';
import { createFunction, failed } from './created-function.ts';

it('Instances are at most ten and run one invocation at a time; others wait', async () => {
  const { invoke } = createFunction(countingFunction);
  const ids = await Promise.all(Array.from({ length: 25 }, () => invoke({ wait: 30 })));
  expect(ids.every((id) => typeof id === 'number')).toBe(true);
  expect(new Set(ids).size).toBeLessThanOrEqual(10);
});

it('A function whose heap exceeds its memory ends', async () => {
  const code =
    'export const handler = async () => { for (const all = []; ; ) all.push(Array(1e6).fill(0)); }';
  const { invoke, lines } = createFunction({ 'index.mjs': code }, { timeoutSeconds: 60 });
  expect(await invoke()).toEqual(failed('Runtime.ExitError', 'exited with signal SIGABRT'));
  expect(lines.join('\n')).toContain('heap out of memory');
});

it('A cold start takes at most 10 s', async () => {
  const { invoke } = createFunction({
    'index.mjs': 'await new Promise((done) => setTimeout(done, 60_000))',
  });
  expect(await invoke()).toEqual(
    failed('Sandbox.Timedout', 'the cold start took longer than 10 s'),
  );
});
