import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

/** The authorizer's module, bundled as it is deployed. */
export interface Authorizer {
  handler(event: unknown): Promise<unknown>;
}

/** Gives a new folder that nobody else uses. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'bench-'));
}

/** Bundles a source as a deployment does, into a folder of its own, and gives the file. */
export function bundled(
  entry: string,
  define: Record<string, string> = { ROUTE_SCOPES: '{}' },
): string {
  const outfile = join(temporaryFolder(), 'index.mjs');
  buildSync({
    entryPoints: [entry],
    outfile,
    define,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
  });
  return outfile;
}

let starts = 0;

/** Starts the authorizer anew under an environment. */
export async function startAuthorizer(
  environment: Readonly<Record<string, string>>,
  file = bundled('lambdas/authorizer/handler.ts'),
): Promise<Authorizer> {
  Object.assign(process.env, environment);
  starts += 1;
  return import(`${pathToFileURL(file).href}?${starts}`);
}
