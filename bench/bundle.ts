import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

/** A loaded authorizer. */
export interface Authorizer {
  handler(event: unknown): Promise<unknown>;
}

const temporary = mkdtempSync(join(tmpdir(), 'bench-'));
process.once('exit', () => rmSync(temporary, { recursive: true }));

/** Creates a folder that is removed when the process exits. */
export function temporaryFolder(): string {
  return mkdtempSync(join(temporary, 'part-'));
}

/**
 * Bundles a source as lib/service-function.ts does, into its own folder.
 * @param entry from the project's folder
 * @param format CommonJS for packages that are CommonJS only
 * @returns the bundle's path
 */
export function bundled(entry: string, format: 'esm' | 'cjs' = 'esm'): string {
  const outfile = join(temporaryFolder(), format === 'esm' ? 'index.mjs' : 'index.cjs');
  buildSync({
    entryPoints: [entry],
    outfile,
    format,
    bundle: true,
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
    sourcesContent: false,
  });
  return outfile;
}

let starts = 0;

/** Cold-starts the authorizer in this process with these environment variables. */
export async function startAuthorizer(
  environment: Readonly<Record<string, string>>,
): Promise<Authorizer> {
  Object.assign(process.env, environment);
  starts += 1;
  return import(`${pathToFileURL(bundled('lambdas/authorizer/handler.ts')).href}?${starts}`);
}
