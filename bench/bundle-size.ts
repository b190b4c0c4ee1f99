import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundled } from './bundle.ts';
import type { Row } from './row.ts';

/** Of the authorizer's bundle. */
const aimKilobytes = 24;

/** Returns the size of each function's bundle, without the source map. */
export function bundleSizes(): readonly Row[] {
  return readdirSync('lambdas').map((name) => {
    const code = readFileSync(bundled(`lambdas/${name}/handler.ts`));
    const kilobytes = code.length / 1000;
    return {
      part: 'Bundle size',
      figure: name,
      value: `${kilobytes.toFixed(1)} kB (${(gzipSync(code).length / 1000).toFixed(1)} kB compressed)`,
      spread: '',
      ...(name === 'authorizer' && {
        aim: `≤ ${aimKilobytes} kB`,
        measured: kilobytes,
        band: { low: 0, high: aimKilobytes },
      }),
    };
  });
}
