import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Returns the root cause of a failed synthesis, with its place: the errors in the source of functions, or
 * else the exception that ended the app, or else what the app printed.
 *
 * @param printed by the CLI, the app and esbuild
 * @param project the folder of the project, to which paths in the message are relative
 */
export function synthesisErrorMessage(printed: string, project: string): string {
  const sourceErrors = Array.from(printed.matchAll(esbuildError), ({ groups }) =>
    [groups?.['place'], groups?.['message']].filter((part) => part !== undefined).join(': '),
  );
  if (sourceErrors.length > 0) return sourceErrors.join('\n');
  const folder = join(project, sep);
  const text = printed.replaceAll(pathToFileURL(folder).href, '').replaceAll(folder, '');
  return exceptionMessage(text) ?? text.replace(noise, '').trim();
}

/** The message, an empty line, then the place if there is one. */
const esbuildError = /^✘ \[ERROR\] (?<message>.+)\n(?:\n +(?<place>\S+:\d+:\d+):\n)?/gm;

/** Lines of the CDK about itself. */
const noise = /^(Bundling asset .*|.*Subprocess exited with error \d+)$\n?/gm;

/**
 * Returns the message of an uncaught exception and its causes, with the innermost place in the project.
 * Node.js prints where it was thrown, the source line and a line of carets, the message and the stack trace.
 */
function exceptionMessage(text: string): string | undefined {
  const lines = text.split('\n');
  const stackStart = lines.findIndex((line) => /^ {4}(at |\.\.\.)/.test(line));
  if (stackStart === -1) return undefined;
  const carets = lines.findLastIndex(
    (line, index) => index < stackStart && /^\s*\^+\s*$/.test(line),
  );
  const message = lines
    .slice(carets + 1, stackStart)
    .join('\n')
    .trim();
  const thrownAt = lines.slice(0, Math.max(carets, 0)).findLast((line) => /^\S+:\d+$/.test(line));
  const frames = lines.map((line) => /^\s+at (?:.*\()?(\S+:\d+:\d+)\)?(?: \{)?$/.exec(line)?.[1]);
  const place = [...frames, thrownAt].find((one) => one !== undefined && isOwn(one));
  const causes = Array.from(
    text.matchAll(/^\s+\[cause\]: (.+)$/gm),
    ([, cause]) => `Cause: ${cause}`,
  );
  return [[place, message].filter(Boolean).join(': '), ...causes].join('\n');
}

/** Tells whether a place is in the project's own source: its path is relative. */
function isOwn(place: string): boolean {
  return !/^(node:|file:|\/|[A-Z]:)|(^|\/)node_modules\//.test(place);
}
