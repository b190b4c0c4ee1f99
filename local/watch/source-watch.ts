import { existsSync, type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import path from 'node:path';

/** How long a burst of changes (an editor's save, a checkout) may take, in milliseconds. */
const settleMilliseconds = 150;

/**
 * Watches a project's sources and tells of each burst of changes once, when it is over.
 *
 * @param folders from the project's, watched with all that is in them; one that is not there is
 * left out
 * @param files in the project's folder itself
 * @param changed told which files changed, from the project's folder
 * @returns stops watching
 */
export function watchSources(
  project: string,
  sources: { readonly folders: readonly string[]; readonly files: readonly string[] },
  changed: (files: readonly string[]) => void,
): () => void {
  const seen = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const notice = (file: string): void => {
    seen.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const files = Array.from(seen, (name) => stillThere(project, name)).sort();
      seen.clear();
      changed(Array.from(new Set(files)));
    }, settleMilliseconds);
  };
  const watchers = new Map<string, FSWatcher>();
  /** Each folder by itself: Node.js's recursive watch loses sight of a file that was replaced, on Linux. */
  const watchTree = (folder: string): void => {
    const isFolder = statSync(path.join(project, folder), { throwIfNoEntry: false })?.isDirectory();
    if (isFolder !== true) {
      watchers.get(folder)?.close();
      watchers.delete(folder);
      return;
    }
    if (!watchers.has(folder)) {
      const watcher = open(path.join(project, folder), (file) => {
        if (!isScratch(file)) notice(path.join(folder, file));
        watchTree(path.join(folder, file));
      });
      if (watcher !== undefined) watchers.set(folder, watcher);
    }
    for (const entry of readdirSync(path.join(project, folder), { withFileTypes: true })) {
      if (entry.isDirectory()) watchTree(path.join(folder, entry.name));
    }
  };
  for (const folder of sources.folders) watchTree(folder);
  // The folder and not the file: many editors put a new file in its place.
  const top = open(project, (file) => {
    if (sources.files.includes(file)) notice(file);
  });
  return () => {
    clearTimeout(timer);
    for (const watcher of [top, ...watchers.values()]) watcher?.close();
  };
}

/** A file that is gone is named by its folder: many editors write another one and rename it. */
function stillThere(project: string, file: string): string {
  return existsSync(path.join(project, file)) ? file : path.dirname(file);
}

function open(folder: string, heard: (file: string) => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, (_, file) => {
      if (file !== null) heard(file);
    });
    // A folder that goes away while it is watched is no reason to end everything.
    return watcher.on('error', () => {});
  } catch {
    return undefined;
  }
}

/** What editors write beside a file while it is being changed. */
function isScratch(file: string): boolean {
  const name = path.basename(file);
  return name.startsWith('.') || name.startsWith('#') || /(~|\.sw[a-z]|\.tmp|^4913)$/.test(name);
}
