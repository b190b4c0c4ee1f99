import { existsSync, type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import path from 'node:path';

/** The pause that ends a burst of changes, such as an editor's save or a checkout. */
const settleMilliseconds = 150;

/**
 * Watches a project's sources and reports each burst of changes once, after its end.
 *
 * @param sources.folders watched recursively, relative to the project's; missing ones are ignored
 * @param sources.files files in the project's folder
 * @param onChange called with the changed files, relative to the project's folder
 * @returns a function that stops watching
 */
export function watchSources(
  project: string,
  sources: { readonly folders: readonly string[]; readonly files: readonly string[] },
  onChange: (files: readonly string[]) => void,
): () => void {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const addChange = (file: string): void => {
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = new Set(Array.from(changed, (name) => existingPath(project, name)));
      changed.clear();
      onChange(Array.from(files).sort());
    }, settleMilliseconds);
  };
  const watchers = new Map<string, FSWatcher>();
  /** One watcher for each folder: on Linux, Node.js's recursive watch loses replaced files. */
  const watchTree = (folder: string): void => {
    const isFolder = statSync(path.join(project, folder), { throwIfNoEntry: false })?.isDirectory();
    if (isFolder !== true) {
      watchers.get(folder)?.close();
      watchers.delete(folder);
      return;
    }
    if (!watchers.has(folder)) {
      const watcher = watchFolder(path.join(project, folder), (file) => {
        if (!isTemporary(file)) addChange(path.join(folder, file));
        watchTree(path.join(folder, file));
      });
      if (watcher !== undefined) watchers.set(folder, watcher);
    }
    for (const entry of readdirSync(path.join(project, folder), { withFileTypes: true })) {
      if (entry.isDirectory()) watchTree(path.join(folder, entry.name));
    }
  };
  for (const folder of sources.folders) watchTree(folder);
  // The folder instead of the files: many editors replace a file when they save it.
  const top = watchFolder(project, (file) => {
    if (sources.files.includes(file)) addChange(file);
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of [top, ...watchers.values()]) watcher?.close();
  };
}

/** Returns the folder of a removed file, such as the one that an editor renames when it saves. */
function existingPath(project: string, file: string): string {
  return existsSync(path.join(project, file)) ? file : path.dirname(file);
}

function watchFolder(folder: string, onFile: (file: string) => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, (_, file) => {
      if (file !== null) onFile(file);
    });
    // Emitted on Windows when the folder is removed.
    return watcher.on('error', () => {});
  } catch {
    return undefined;
  }
}

/** Tells whether an editor writes this file only while it saves another one. */
function isTemporary(file: string): boolean {
  const name = path.basename(file);
  return name.startsWith('.') || name.startsWith('#') || /(~|\.sw[a-z]|\.tmp|^4913)$/.test(name);
}
