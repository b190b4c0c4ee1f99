import { UserError } from 'local-gateway/user-error';
import { expect, it, vi } from 'vitest';
import { createRebuildLoop } from '../../../local/watch/rebuild-loop.ts';

function loop(build: (signal: AbortSignal) => Promise<string>) {
  const log: string[] = [];
  const reload = vi.fn(() => ({ functions: ['Public'], routes: false }));
  const stop = new AbortController();
  const changed = createRebuildLoop({
    build,
    reload,
    log: (line) => log.push(line),
    stop: stop.signal,
  });
  return { log, reload, stop, changed };
}

it('rebuilds, reloads and logs what changed in one line', async () => {
  const { changed, log, reload } = loop(async () => 'folder');
  changed(['lambdas/a.ts', 'lib/b.ts', 'lib/c.ts']);
  await vi.waitFor(() => expect(log).toHaveLength(2));
  expect(reload).toHaveBeenCalledWith('folder');
  expect(log[0]).toBe('Changed: lambdas/a.ts and 2 more. Synthesizing …');
  expect(log[1]).toMatch(/^Reloaded in \d+\.\d s: Public$/);
});

it('keeps what runs when the build is broken, and says why in one line', async () => {
  const { changed, log, reload } = loop(() =>
    Promise.reject(new UserError('the stack does not synthesize:\n a.ts:1:1: oh\n    at x')),
  );
  changed(['a.ts']);
  await vi.waitFor(() => expect(log).toHaveLength(2));
  expect(reload).not.toHaveBeenCalled();
  expect(log[1]).toBe(
    'Reload failed; still serving the previous build: the stack does not synthesize: · a.ts:1:1: oh',
  );
});

it('starts again for a change that comes while it builds', async () => {
  let builds = 0;
  const { changed, log, reload } = loop((signal) => {
    builds += 1;
    if (builds > 1) return Promise.resolve('second');
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  });
  changed(['a.ts']);
  await vi.waitFor(() => expect(builds).toBe(1));
  changed(['b.ts']);
  await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
  expect(reload).toHaveBeenCalledWith('second');
  expect(log.join()).not.toContain('Reload failed');
});

it('builds no more once it was stopped', async () => {
  const build = vi.fn(async () => 'folder');
  const { changed, stop } = loop(build);
  stop.abort();
  changed(['a.ts']);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(build).not.toHaveBeenCalled();
});
