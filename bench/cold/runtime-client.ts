import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const version = '4.0.2';
const cache = fileURLToPath(
  new URL('../../node_modules/.cache/bench-runtime-client/', import.meta.url),
);
const client = `${cache}node_modules/aws-lambda-ric/`;

/**
 * Gives the file of AWS's own runtime client; the first time it is built, which takes a minute and
 * needs g++, cmake, make and python3. Kept out of package.json, so that nobody else needs them.
 * @returns undefined where it cannot be had: on macOS, without those tools, or without network
 */
export async function runtimeClient(log: (line: string) => void): Promise<string | undefined> {
  const file = `${client}index.mjs`;
  if (existsSync(`${client}rapid-client.node`)) return file;
  log(`Building aws-lambda-ric ${version}, once; it takes about a minute …`);
  try {
    mkdirSync(cache, { recursive: true });
    writeFileSync(`${cache}package.json`, JSON.stringify(manifest));
    await promisify(execFile)('npm', installation(), { timeout: 300_000 });
  } catch (error) {
    log(`aws-lambda-ric cannot be built: ${String(error).slice(-300)}`);
    return undefined;
  }
  return existsSync(`${client}rapid-client.node`) ? file : undefined;
}

/** Newer npm runs the scripts of those packages only that are named here. */
const manifest = {
  private: true,
  dependencies: { 'aws-lambda-ric': version },
  allowScripts: { 'aws-lambda-ric': true },
};

function installation(): string[] {
  const options = ['--prefix', cache, '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm package of Node.js that we run on brings its headers; without them, node-gyp fetches some.
  const node = resolve(process.execPath, '../..');
  if (existsSync(`${node}/include/node/node_version.h`)) options.push(`--nodedir=${node}`);
  return ['install', ...options];
}
