import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionSettings } from './function-settings.ts';

/** A temporary copy of a function's code, outside the project: `/var/task` on Lambda. */
export interface TaskFolder {
  readonly path: string;
  /** Where Node.js keeps what it compiled. */
  readonly compileCache: string;
  remove(): void;
}

/**
 * Copies a function's code to a temporary folder. Modules find nothing of the project from there, but
 * the AWS SDK, which Lambda's Node.js runtimes contain.
 *
 * @see Lambda, "Runtime-included SDK versions" in "Building Lambda functions with Node.js"
 */
export function createTaskFolder({ folder, inlineCode }: FunctionSettings): TaskFolder {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'local-gateway-')));
  const task = path.join(root, 'task');
  if (inlineCode === undefined) copyCode(folder, task);
  else {
    mkdirSync(task);
    writeFileSync(path.join(task, 'index.js'), inlineCode);
  }
  linkAwsSdk(path.join(root, 'node_modules'), [folder, process.cwd()]);
  return {
    path: task,
    compileCache: path.join(root, 'compile-cache'),
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Copies a folder; source maps in it still name the source files. */
function copyCode(folder: string, target: string): void {
  cpSync(folder, target, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source, copy) => {
      if (!source.endsWith('.map')) return true;
      writeFileSync(copy, relocatedSourceMap(source));
      return false;
    },
  });
}

/** Returns the text of a source map whose relative sources count from the original folder. */
function relocatedSourceMap(file: string): string {
  const text = readFileSync(file, 'utf8');
  try {
    const map = JSON.parse(text);
    const root = new URL(map.sourceRoot ?? '', pathToFileURL(file)).href;
    return JSON.stringify({ ...map, sourceRoot: root.replace(/[^/]*$/, '') });
  } catch {
    // Not a source map.
    return text;
  }
}

/** Links the scopes of the AWS SDK for JavaScript v3, from the closest folders that have them. */
function linkAwsSdk(nodeModules: string, folders: readonly string[]): void {
  const searched = folders.flatMap(
    (folder) => createRequire(path.join(folder, 'index.js')).resolve.paths('any') ?? [],
  );
  mkdirSync(nodeModules);
  for (const scope of ['@aws-sdk', '@smithy']) {
    const found = searched.map((one) => path.join(one, scope)).find((one) => existsSync(one));
    if (found !== undefined) symlinkSync(found, path.join(nodeModules, scope), 'junction');
  }
}
