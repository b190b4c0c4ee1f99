import { fileURLToPath } from 'node:url';
import type { ErrorReport } from './runtime/error-report.ts';

/**
 * Returns an error as a log line, with where it was thrown: `index.mjs:3:9` in the function's folder,
 * otherwise an absolute path, such as that of a TypeScript source.
 */
export function errorLine({ errorType, errorMessage, trace }: ErrorReport, folder: string): string {
  const sources = trace.map(
    (line) => /^\s+at (?:.*\()?(?:async )?(.+:\d+:\d+)\)?$/.exec(line)?.[1] ?? 'node:',
  );
  const source = sources.find((one) => !one.startsWith('node:'));
  const file = source?.startsWith('file:') ? fileURLToPath(source) : source;
  const location = file?.startsWith(folder) ? file.slice(folder.length + 1) : file;
  return `failed: ${errorType}: ${errorMessage}${location === undefined ? '' : ` (${location})`}`;
}

/**
 * Returns what to do about a module that was not found and that Lambda's Node.js runtimes contain;
 * undefined for any other error.
 */
export function awsSdkAdvice({ errorMessage }: ErrorReport): string | undefined {
  const [, name] =
    /Cannot find (?:module|package) '((?:@aws-sdk|@smithy)\/[^/']+)/.exec(errorMessage) ?? [];
  return name && `On AWS, the runtime contains ${name}. Here, the project must: npm i -D ${name}`;
}
