import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

// Callers remove the folders that these functions create.

/** A bundle with an adjustable clock. */
export interface ClockedBundle {
  readonly folder: string;
  /** Sets its clock ahead of the real one by the given seconds. */
  setAhead(seconds: number): void;
}

/** Creates a folder with the function of another folder and an adjustable clock. */
export function clockedBundle(folder: string): ClockedBundle {
  const copy = temporaryFolder();
  const clock = join(copy, 'ahead');
  const setAhead = (seconds: number): void => writeFileSync(clock, String(seconds * 1000));
  setAhead(0);
  const bundle = pathToFileURL(join(folder, 'index.mjs')).href;
  writeFileSync(
    join(copy, 'index.mjs'),
    `import { readFileSync } from 'node:fs';
    const now = Date.now;
    Date.now = () => now() + Number(readFileSync(${JSON.stringify(clock)}, 'utf8'));
    export const { handler } = await import(${JSON.stringify(bundle)});`,
  );
  return { folder: copy, setAhead };
}

/** Bundles the authorizer like a deployment with a route that requires a scope. */
export function scopedBundle(): string {
  const folder = temporaryFolder();
  buildSync({
    entryPoints: ['lambdas/authorizer/handler.ts'],
    outfile: join(folder, 'index.mjs'),
    define: { ROUTE_SCOPES: JSON.stringify({ 'GET /items': ['orders:read'] }) },
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
