import { type Zippable, zipSync } from 'fflate';

/** 1980-01-01, the earliest date that a zip can hold, in local time as the format requires. */
const date = new Date(1980, 0, 1);
/** Made on Unix, so that the permissions count; readable by everybody, as Lambda requires. */
const attributes = { mtime: date, os: 3, attrs: 0o100644 << 16, level: 9 } as const;

/** Returns a zip of the files, in their order: the same bytes for the same content, on every machine. */
export function zipOf(
  files: readonly (readonly [name: string, content: Uint8Array])[],
): Uint8Array {
  const entries: Zippable = {};
  for (const [name, content] of files) entries[name] = [content, attributes];
  return zipSync(entries);
}
