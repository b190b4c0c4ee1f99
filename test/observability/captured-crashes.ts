import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CapturedLines, captureFunction } from './captured-function.ts';

/** Functions whose process ends. */
const crashes = {
  exited: 'export const handler = () => process.exit(1);',
  'out of memory':
    'const all = []; export const handler = () => { for (;;) all.push(Array(1e6).fill(0)); };',
};

/** Returns the platform's lines for a function whose process ends: `exited`, `out of memory`. */
export async function capturedCrashes(): Promise<CapturedLines> {
  const lines: Record<string, readonly string[]> = {};
  for (const [situation, code] of Object.entries(crashes)) {
    const folder = mkdtempSync(join(tmpdir(), 'crash-'));
    writeFileSync(join(folder, 'index.mjs'), code);
    const { linesOf, close } = captureFunction(folder, {});
    try {
      lines[situation] = await linesOf({});
    } finally {
      await close();
      rmSync(folder, { recursive: true });
    }
  }
  return lines;
}
