import type { ReloadSummary } from 'local-gateway/serve-assembly';
import { UserError } from 'local-gateway/user-error';

/** The parts of a rebuild. */
export interface RebuildParts {
  /** Returns the folder of the built assembly. Rejects with the signal's reason when aborted. */
  readonly build: (signal: AbortSignal) => Promise<string>;
  readonly reload: (folder: string) => ReloadSummary;
  readonly log: (line: string) => void;
  /** Ends all rebuilds. */
  readonly stop: AbortSignal;
}

/**
 * Creates a function that rebuilds and reloads after a change of the given files. If that fails, it
 * logs the error and the previous build stays in service. A change during a rebuild restarts it.
 */
export function createRebuildLoop(parts: RebuildParts): (files: readonly string[]) => void {
  const { build, reload, log, stop } = parts;
  let running = new AbortController();
  const rebuild = async (files: readonly string[], signal: AbortSignal): Promise<void> => {
    const start = performance.now();
    log(`Changed: ${fileList(files)}. Synthesizing …`);
    try {
      const folder = await build(signal);
      if (signal.aborted) return;
      const summary = summaryText(reload(folder));
      log(`Reloaded in ${((performance.now() - start) / 1000).toFixed(1)} s: ${summary}`);
    } catch (error) {
      if (signal.aborted) return;
      const message = error instanceof UserError ? error.message : String(error);
      log(`Reload failed; still serving the previous build.\n${message}`);
    }
  };
  let previous: Promise<void> = Promise.resolve();
  return (files) => {
    running.abort();
    running = new AbortController();
    const signal = AbortSignal.any([running.signal, stop]);
    previous = previous.then(() => (signal.aborted ? undefined : rebuild(files, signal)));
  };
}

function fileList(files: readonly string[]): string {
  return files.length <= 2 ? files.join(', ') : `${files[0]} and ${files.length - 1} more`;
}

function summaryText({ functions, routes }: ReloadSummary): string {
  return [...functions, ...(routes ? ['routes'] : [])].join(', ') || 'no function or route changed';
}
