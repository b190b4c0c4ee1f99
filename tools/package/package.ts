import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleAuthorizer } from '../../lib/authorizer/bundle-authorizer.ts';
import { runTool } from '../run-tool.ts';
import { buildCommonJs } from './common-js.ts';
import { zipOf } from './zip.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(project, 'dist');

// Writes dist/: the compiled construct, the authorizer's bundle, and the bundle as a zip.
await runTool(async () => {
  rmSync(dist, { recursive: true, force: true });
  const compiler = join(project, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.package.json'], {
    cwd: project,
    stdio: 'inherit',
  });
  if (status !== 0) return 1;
  buildCommonJs(project, join(dist, 'lib', 'cjs'));
  const folder = join(dist, 'authorizer');
  mkdirSync(folder, { recursive: true });
  bundleAuthorizer(project, folder);
  const files = ['index.mjs', 'index.mjs.map'].map(
    (name) => [name, readFileSync(join(folder, name))] as const,
  );
  const zip = zipOf(files);
  writeFileSync(join(dist, 'zuplo-authorizer.zip'), zip);
  const digest = createHash('sha256').update(zip).digest('hex');
  console.log(`dist/zuplo-authorizer.zip: ${zip.length} bytes, SHA-256 ${digest}`);
  return 0;
});
