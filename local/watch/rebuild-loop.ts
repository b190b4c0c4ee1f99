import type { ReloadSummary } from 'local-gateway/serve-assembly';
import { UserError } from 'local-gateway/user-error';

/** What a rebuild takes. */
export interface RebuildParts {
  /** Builds, and gives the folder of the assembly. Rejects with the signal's reason when aborted. */
  readonly build: (signal: AbortSignal) => Promise<string>;
  readonly reload: (folder: string) => ReloadSummary;
  readonly log: (line: string) => void;
  /** Ends everything. */
  readonly stop: AbortSignal;
}

/**
 * Rebuilds for each change it is told of and reloads when that succeeds; when not, it says why in one
 * line and everything stays as it is. A change during a rebuild starts it again.
 */
export function createRebuildLoop(parts: RebuildParts): (files: readonly string[]) => void {
  const { build, reload, log, stop } = parts;
  let running = new AbortController();
  const rebuild = async (files: readonly string[], signal: AbortSignal): Promise<void> => {
    const start = performance.now();
    log(`Changed: ${listed(files)}. Synthesizing …`);
    try {
      const folder = await build(signal);
      if (signal.aborted) return;
      const done = reload(folder);
      log(`Reloaded in ${((performance.now() - start) / 1000).toFixed(1)} s: ${described(done)}`);
    } catch (error) {
      if (!signal.aborted) log(`Reload failed; still serving the previous build: ${reason(error)}`);
    }
  };
  let last: Promise<void> = Promise.resolve();
  return (files) => {
    running.abort();
    running = new AbortController();
    const signal = AbortSignal.any([running.signal, stop]);
    // One at a time: the one before is on its way out.
    last = last.then(() => (signal.aborted ? undefined : rebuild(files, signal)));
  };
}

function listed(files: readonly string[]): string {
  const [first = '', second, ...more] = files;
  if (second === undefined) return first;
  return more.length === 0 ? `${first}, ${second}` : `${first} and ${files.length - 1} more`;
}

function described({ functions, routes }: ReloadSummary): string {
  const parts = [
    functions.length > 0 ? functions.join(', ') : undefined,
    routes ? 'routes' : undefined,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(', ') : 'nothing that a function or route depends on';
}

/** In one line, whatever was said. */
function reason(error: unknown): string {
  if (!(error instanceof UserError)) return String(error);
  const lines = error.message
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at '));
  return lines.slice(0, 3).join(' · ');
}
