import type { ServedAssembly } from 'local-gateway/serve-assembly';
import { createRebuildLoop } from './rebuild-loop.ts';
import { watchSources } from './source-watch.ts';

/** What a CDK project's stack and functions are made of. */
const sources = { folders: ['bin', 'lib', 'contract', 'lambdas'], files: ['cdk.json'] };

/**
 * Watches a project and has a served assembly go on with each change, until told to stop.
 *
 * @param build synthesizes the project and gives the folder of the assembly
 */
export async function watchAndReload(options: {
  readonly project: string;
  readonly served: ServedAssembly;
  readonly build: (signal: AbortSignal) => Promise<string>;
  readonly log: (line: string) => void;
  readonly stop: AbortSignal;
}): Promise<void> {
  const { project, served, build, log, stop } = options;
  const changed = createRebuildLoop({
    build,
    reload: (folder) => served.reload(folder),
    log,
    stop,
  });
  const unwatch = watchSources(project, sources, changed);
  log(`\nWatching ${sources.folders.join(', ')} and ${sources.files.join(', ')}.`);
  await new Promise((resolve) => {
    if (stop.aborted) resolve(undefined);
    else stop.addEventListener('abort', resolve, { once: true });
  });
  unwatch();
}
