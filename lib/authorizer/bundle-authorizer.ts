import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { BuildOptions, BuildResult } from 'esbuild';
import { bundleOptions } from '../bundle-options.ts';

/**
 * Bundles the authorizer into one ES module and its source map: the same bytes for the app, the package and the
 * zip.
 * @param project the folder of this repository
 * @param folder the folder to write `index.mjs` and `index.mjs.map` to
 */
export function bundleAuthorizer(project: string, folder: string): void {
  const require = createRequire(import.meta.url);
  const { buildSync }: { buildSync(options: BuildOptions): BuildResult } = require('esbuild');
  const { outputFiles = [] } = buildSync({
    absWorkingDir: project,
    entryPoints: ['lambdas/authorizer/handler.ts'],
    // Written below: the paths in the source map are relative to this file.
    outfile: 'index.mjs',
    write: false,
    preserveSymlinks: true,
    ...bundleOptions,
  });
  for (const { path, contents } of outputFiles)
    writeFileSync(join(folder, basename(path)), contents);
}
