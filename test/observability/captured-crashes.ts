import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureFunction } from './captured-function.ts';
import type { CapturedLines } from './captured-lines.ts';

/** Ends of a process that no code of ours brings about: made here by functions that do nothing else. */
const crashes = {
  exited: 'export const handler = () => process.exit(1);',
  'out of memory':
    'const all = []; export const handler = () => { for (;;) all.push(Array(1e6).fill(0)); };',
};

/** What the platform writes of a function whose process ends: `exited`, `out of memory`. */
export async function capturedCrashes(): Promise<CapturedLines> {
  const lines: Record<string, readonly string[]> = {};
  for (const [happening, code] of Object.entries(crashes)) {
    const folder = mkdtempSync(join(tmpdir(), 'crash-'));
    writeFileSync(join(folder, 'index.mjs'), code);
    const { linesOf, close } = captureFunction(folder, {});
    try {
      lines[happening] = await linesOf({});
    } finally {
      await close();
      rmSync(folder, { recursive: true });
    }
  }
  return lines;
}
