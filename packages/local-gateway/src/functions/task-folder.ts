import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionSettings } from './function-settings.ts';

/** A temporary copy of a function's code, outside the project: `/var/task` on Lambda. */
export interface TaskFolder {
  readonly path: string;
  remove(): void;
}

/**
 * Copies a function's code to a temporary folder. From there, it finds nothing of the project but the
 * AWS SDK, which Lambda's runtimes contain.
 *
 * @see Lambda, "Building Lambda functions with Node.js": runtime-included SDK versions
 */
export function createTaskFolder({ folder, inlineCode }: FunctionSettings): TaskFolder {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'local-gateway-')));
  const task = path.join(root, 'task');
  if (inlineCode === undefined) copyCode(folder, task);
  else {
    fs.mkdirSync(task);
    fs.writeFileSync(path.join(task, 'index.js'), inlineCode);
  }
  linkAwsSdk(path.join(root, 'node_modules'), [folder, process.cwd()]);
  return {
    path: task,
    remove: () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function copyCode(from: string, to: string): void {
  const filter = (source: string, target: string): boolean => {
    if (!source.endsWith('.map')) return true;
    fs.writeFileSync(target, relocatedSourceMap(source));
    return false;
  };
  fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter });
}

/** Returns the text of a source map whose sources are relative to the original folder. */
function relocatedSourceMap(file: string): string {
  const text = fs.readFileSync(file, 'utf8');
  try {
    const map = JSON.parse(text);
    const sourceRoot = new URL(map.sourceRoot || '.', pathToFileURL(file)).href;
    return JSON.stringify({ ...map, sourceRoot });
  } catch {
    // Not a source map.
    return text;
  }
}

/** Links the scopes of the AWS SDK for JavaScript v3 from where modules in `folders` find them. */
function linkAwsSdk(nodeModules: string, folders: readonly string[]): void {
  fs.mkdirSync(nodeModules);
  const searched = folders.flatMap(
    (folder) => createRequire(path.join(folder, 'index.js')).resolve.paths('any') ?? [],
  );
  for (const scope of ['@aws-sdk', '@smithy']) {
    const found = searched.map((one) => path.join(one, scope)).find((one) => fs.existsSync(one));
    if (found !== undefined) fs.symlinkSync(found, path.join(nodeModules, scope), 'junction');
  }
}
