import { fileURLToPath } from 'node:url';
import type { ErrorReport } from './runtime/error-report.ts';

/** An error of a function, as Lambda reports it. */
export interface ThrownError {
  readonly errorType: string;
  readonly errorMessage: string;
  /** Where it was thrown: `index.mjs:3:9`, `/home/me/app/handler.ts:3:9`; empty when unknown. */
  readonly location: string;
}

/** Returns an error of the platform, not of the code. */
export function platformError(errorType: string, errorMessage: string): ThrownError {
  return { errorType, errorMessage, location: '' };
}

/**
 * Reads an error that a process has reported to its Runtime API.
 *
 * @param taskFolder the folder with the function's code
 */
export function reportedError(body: string, taskFolder: string): ThrownError {
  const { errorType, errorMessage, trace } = parsed(body);
  const sources = (trace ?? []).map(
    (line) => /^\s+at (?:.*\()?(?:async )?(.+:\d+:\d+)\)?$/.exec(line)?.[1] ?? 'node:',
  );
  const source = sources.find((one) => !one.startsWith('node:')) ?? '';
  const file = source.startsWith('file:') ? fileURLToPath(source) : source;
  const isInTask = file.startsWith(taskFolder);
  return {
    errorType: String(errorType),
    errorMessage: String(errorMessage),
    location: isInTask ? file.slice(taskFolder.length + 1) : file,
  };
}

function parsed(body: string): Partial<ErrorReport> {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    return { errorType: 'Unhandled', errorMessage: body };
  }
}

/**
 * Returns what to do about a module that was not found and that Lambda's Node.js runtimes contain;
 * undefined for any other error.
 */
export function awsSdkAdvice({ errorMessage }: ThrownError): string | undefined {
  const [, name] =
    /Cannot find (?:module|package) '((?:@aws-sdk|@smithy)\/[^/']+)/.exec(errorMessage) ?? [];
  return name && `On AWS, the runtime contains ${name}. Here, the project must: npm i -D ${name}`;
}
