import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isJsonObject } from '../json.ts';

/** A thrown error, as Lambda reports it. */
export interface ThrownError {
  readonly errorType: string;
  readonly errorMessage: string;
  /** Where it was thrown: `lambdas/public/handler.ts:3:9`; empty when unknown. */
  readonly location: string;
}

/** Returns an error of the platform, not of the code. */
export function platformError(errorType: string, errorMessage: string): ThrownError {
  return { errorType, errorMessage, location: '' };
}

/**
 * Reads an error from the body of a report to the Runtime API.
 *
 * @param folders to which its location is relative
 */
export function reportedError(body: string, folders: readonly string[]): ThrownError {
  const report = parsed(body);
  const error = isJsonObject(report) ? report : {};
  const trace = Array.isArray(error['trace']) ? error['trace'] : [];
  return {
    errorType: String(error['errorType'] ?? 'Unhandled'),
    errorMessage: String(error['errorMessage'] ?? body),
    location: trace.map((line) => locationIn(String(line), folders)).find(Boolean) ?? '',
  };
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

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Returns the location in a line of a stack; undefined outside the code. */
function locationIn(line: string, folders: readonly string[]): string | undefined {
  const [, source = '', position = ''] =
    /^\s+at (?:.*\()?(?:async )?(.+?)(:\d+:\d+)\)?$/.exec(line) ?? [];
  if (source === '' || source.startsWith('node:')) return undefined;
  const file = source.startsWith('file:') ? fileURLToPath(source) : source;
  const relative = folders.map((folder) => path.relative(folder, file));
  return `${relative.find((one) => !one.startsWith('..')) ?? file}${position}`;
}
