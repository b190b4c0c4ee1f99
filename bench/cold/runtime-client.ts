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
 * Installs AWS's runtime client once, which takes a minute and needs g++, cmake, make and python3. It is not in
 * package.json, so that only the benchmark needs them.
 * @returns its path; undefined where it cannot be built: on macOS, without those tools, or without network
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

/** npm 11 runs install scripts only of the packages in `allowScripts`. */
const manifest = {
  private: true,
  dependencies: { 'aws-lambda-ric': version },
  allowScripts: { 'aws-lambda-ric': true },
};

function installation(): string[] {
  const options = ['--prefix', cache, '--no-audit', '--no-fund', '--loglevel=error'];
  // The npm package of Node.js contains its headers; without this, node-gyp downloads them.
  const node = resolve(process.execPath, '../..');
  if (existsSync(`${node}/include/node/node_version.h`)) options.push(`--nodedir=${node}`);
  return ['install', ...options];
}
