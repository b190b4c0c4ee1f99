import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { BuildOptions } from 'esbuild';
import { bundleOptions } from './bundle-options.ts';

/** The folder of this repository. */
const project = fileURLToPath(new URL('..', import.meta.url));

/**
 * Returns the code of a handler, bundled into one ES module and its source map. esbuild runs in this process:
 * NodejsFunction starts it through npx, which takes ten times as long as the bundling.
 * @param entry the file that exports `handler`
 */
export function handlerCode(entry: string): Code {
  return Code.fromAsset(project, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // The CDK requires it, and never starts it.
      image: DockerImage.fromRegistry('dummy'),
      // Identifies the bundle: the CDK bundles once what has the same options.
      command: [entry],
      local: {
        tryBundle(folder) {
          bundle(entry, folder);
          return true;
        },
      },
    },
  });
}

function bundle(entry: string, folder: string): void {
  const require = createRequire(import.meta.url);
  const { buildSync }: { buildSync(options: BuildOptions): unknown } = require('esbuild');
  buildSync({
    absWorkingDir: project,
    entryPoints: [entry],
    outfile: join(folder, 'index.mjs'),
    // Part of Lambda's Node.js runtime.
    external: ['@aws-sdk/*', '@smithy/*'],
    ...bundleOptions,
  });
}
