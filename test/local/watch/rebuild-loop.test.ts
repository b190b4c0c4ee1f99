import { UserError } from 'local-gateway/user-error';
import { describe, expect, it, vi } from 'vitest';
import { createRebuildLoop } from '../../../local/watch/rebuild-loop.ts';

function loop(build: (signal: AbortSignal) => Promise<string>) {
  const log: string[] = [];
  const reload = vi.fn(() => ({ functions: ['Public'], routes: true }));
  const stop = new AbortController();
  const onChange = createRebuildLoop({
    build,
    reload,
    log: (line) => log.push(line),
    stop: stop.signal,
  });
  return { log, reload, stop, onChange };
}

describe('The rebuild loop', () => {
  it('builds, reloads, and logs the reloaded functions', async () => {
    const { onChange, log, reload } = loop(async () => 'folder');
    onChange(['lambdas/a.ts', 'lib/b.ts', 'lib/c.ts']);
    await vi.waitFor(() => expect(log).toHaveLength(2));
    expect(reload).toHaveBeenCalledWith('folder');
    expect(log[0]).toBe('Changed: lambdas/a.ts and 2 more. Synthesizing …');
    expect(log[1]).toMatch(/^Reloaded in \d+\.\d s: Public, routes$/);
  });

  it('keeps serving the previous build and logs the error after a failed build', async () => {
    const message = 'These routes cannot be used:\n  - one\n  - two';
    const { onChange, log, reload } = loop(() => Promise.reject(new UserError(message)));
    onChange(['a.ts', 'b.ts']);
    await vi.waitFor(() => expect(log).toHaveLength(2));
    expect(reload).not.toHaveBeenCalled();
    expect(log).toEqual([
      'Changed: a.ts, b.ts. Synthesizing …',
      `Reload failed; still serving the previous build.\n${message}`,
    ]);
  });

  it('restarts after a change during a build', async () => {
    let builds = 0;
    const { onChange, log, reload } = loop((signal) => {
      builds += 1;
      if (builds > 1) return Promise.resolve('second');
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    onChange(['a.ts']);
    await vi.waitFor(() => expect(builds).toBe(1));
    onChange(['b.ts']);
    await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
    expect(reload).toHaveBeenCalledWith('second');
    expect(log.join()).not.toContain('failed');
  });

  it('does not build after it was stopped', async () => {
    const build = vi.fn(async () => 'folder');
    const { onChange, stop } = loop(build);
    stop.abort();
    onChange(['a.ts']);
    await new Promise((resolve) => setImmediate(resolve));
    expect(build).not.toHaveBeenCalled();
  });
});
