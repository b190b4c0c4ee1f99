import type { ServedAssembly } from 'local-gateway/serve-assembly';
import { createRebuildLoop } from './rebuild-loop.ts';
import { watchSources } from './source-watch.ts';

const sources = { folders: ['bin', 'lib', 'contract', 'lambdas'], files: ['cdk.json'] };

/**
 * Watches a CDK project and reloads a served assembly after each change, until stopped.
 *
 * @param options.build synthesizes the project and returns the folder of the assembly
 */
export async function watchAndReload(options: {
  readonly project: string;
  readonly served: ServedAssembly;
  readonly build: (signal: AbortSignal) => Promise<string>;
  readonly log: (line: string) => void;
  readonly stop: AbortSignal;
}): Promise<void> {
  const { project, served, build, log, stop } = options;
  const reload = (folder: string) => served.reload(folder);
  const unwatch = watchSources(project, sources, createRebuildLoop({ build, reload, log, stop }));
  log(`\nWatching ${[...sources.folders, ...sources.files].join(', ')}.`);
  await new Promise((resolve) => {
    if (stop.aborted) resolve(undefined);
    else stop.addEventListener('abort', resolve, { once: true });
  });
  unwatch();
}
