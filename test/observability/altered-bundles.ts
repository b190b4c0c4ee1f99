import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

// Folders that are made here are whoever's asked for them, to remove too.

/** A bundle that lives by a clock of its own. */
export interface ClockedBundle {
  readonly folder: string;
  /** From now on its clock is so many seconds ahead of the real one. */
  setAhead(seconds: number): void;
}

/** Gives a folder whose function is that of another one, by a clock that can be moved. */
export function clockedBundle(folder: string): ClockedBundle {
  const own = temporaryFolder();
  const clock = join(own, 'ahead');
  const setAhead = (seconds: number): void => writeFileSync(clock, String(seconds * 1000));
  setAhead(0);
  const bundle = pathToFileURL(join(folder, 'index.mjs')).href;
  writeFileSync(
    join(own, 'index.mjs'),
    `import { readFileSync } from 'node:fs';
    const now = Date.now;
    Date.now = () => now() + Number(readFileSync(${JSON.stringify(clock)}, 'utf8'));
    export const { handler } = await import(${JSON.stringify(bundle)});`,
  );
  return { folder: own, setAhead };
}

/** Bundles the authorizer as a deployment does whose protected route asks for a scope. */
export function scopedBundle(): string {
  const folder = temporaryFolder();
  buildSync({
    entryPoints: ['lambdas/authorizer/handler.ts'],
    outfile: join(folder, 'index.mjs'),
    define: { ROUTE_SCOPES: JSON.stringify({ 'GET /protected': ['orders:read'] }) },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
  });
  return folder;
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'captured-'));
}
