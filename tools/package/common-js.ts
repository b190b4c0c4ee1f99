import { buildSync } from 'esbuild';

/**
 * Bundles the package's entries as CommonJS, for tools that cannot load an ES module with `require`: Jest, which
 * `cdk init` sets up.
 * @param project the folder of this repository
 * @param folder two folders below that of the authorizer's bundle, like the compiled ES modules
 */
export function buildCommonJs(project: string, folder: string): void {
  buildSync({
    absWorkingDir: project,
    entryPoints: ['lib/index.ts', 'lib/caller.ts'],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'esbuild'],
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;' },
    sourcemap: true,
    logLevel: 'warning',
  });
}
