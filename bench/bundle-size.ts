import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundled } from './bundle.ts';
import type { Row } from './row.ts';

/** How many bytes each function ships; the source map beside it is read only when a stack is printed. */
export function bundleSizes(): readonly Row[] {
  return ['authorizer', 'public', 'protected'].map((name) => {
    const code = readFileSync(bundled(`lambdas/${name}/handler.ts`));
    const kilobytes = code.length / 1000;
    const aim = name === 'authorizer' ? 20 : 4;
    return {
      part: 'Bundle',
      figure: name,
      value: `${kilobytes.toFixed(1)} kB (${(gzipSync(code).length / 1000).toFixed(1)} kB compressed)`,
      spread: '',
      aim: `≤ ${aim} kB`,
      ratio: kilobytes,
      band: { low: 0, high: aim },
    };
  });
}
