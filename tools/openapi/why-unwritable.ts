const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'what should be its folder is a file',
  EISDIR: 'it must be a file, and is a folder',
  EACCES: 'it may not be written by you',
  EPERM: 'it may not be written by you',
  EROFS: 'it is on a file system that is read-only',
  ENOSPC: 'there is no space left for it',
};

/** Gives why a file could not be written, in words; by its code a failure for which there are none. */
export function whyUnwritable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
  return reasons[code] ?? `it cannot be written (${code})`;
}
