import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

/** Where a contestant's code is: a folder that is a function's whole package. */
export interface Bundle {
  readonly folder: string;
  readonly file: string;
  readonly bytes: number;
}

/** As lib/service-function.ts has it. */
export const bundling: BuildOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  define: { ROUTE_SCOPES: '{}' },
};

/**
 * Bundles a contestant.
 * @param entry from this folder, such as `authorizers/empty.ts`
 * @param folder where the contestants' folders are
 */
export async function bundled(
  { name, entry, format = 'esm', sourcemap = false }: ContestantCode,
  folder: string,
): Promise<Bundle> {
  const own = join(folder, name.replace(/\W+/g, '-'));
  const file = join(own, format === 'esm' ? 'index.mjs' : 'index.cjs');
  await build({
    ...bundling,
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    outfile: file,
    format,
    sourcemap,
    sourcesContent: false,
  });
  return { folder: own, file, bytes: statSync(file).size };
}

export interface ContestantCode {
  readonly name: string;
  readonly entry: string;
  /** CommonJS for packages that only are. `@default esm` */
  readonly format?: 'esm' | 'cjs';
  readonly sourcemap?: boolean;
}
