import type { BuildOptions } from 'esbuild';

/** How functions are bundled: into one ES module for Lambda's Node.js, and its source map. */
export const bundleOptions = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: true,
  // For people who read a stack trace. --enable-source-maps is not set: mapping at run time costs CPU in a
  // cold start, and 6 ms for the first rejection on a REST API.
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;
