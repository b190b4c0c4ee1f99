import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

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

/** Creates a folder with the authorizer and a route that requires a scope; `ROUTE_SCOPES_FILE` names its table. */
export function scopedBundle(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  const table = { 'GET /items': ['orders:read'] };
  writeFileSync(join(copy, 'route-scopes.json'), JSON.stringify(table));
  return copy;
}

function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'captured-'));
}
