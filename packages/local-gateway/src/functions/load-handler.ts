import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionSettings } from './function-settings.ts';
import { handlerFile, handlerParts } from './handler-file.ts';

/** An async handler, or one with a callback. */
export type Handler = (event: unknown, context: unknown, callback?: unknown) => unknown;

/** A handler that does not load; the name is the error type that Lambda reports. */
export class LoadError extends Error {
  constructor(errorType: string, message: string) {
    super(message);
    this.name = errorType;
  }
}

/**
 * Loads a function's module and returns its handler.
 *
 * @throws {LoadError} when the module or export does not exist, or Lambda would not run it
 * @see Lambda, "Define Lambda function handler in Node.js"
 */
export async function loadHandler(settings: FunctionSettings): Promise<Handler> {
  const file = handlerFile(settings.folder, settings.handler);
  const [, exportName] = handlerParts(settings.handler);
  if (file === undefined)
    throw new LoadError('Runtime.ImportModuleError', `there is no module for ${settings.handler}`);
  let found: unknown = await loadModule(file);
  for (const name of exportName.split('.'))
    found = (found as Record<string, unknown> | undefined)?.[name];
  if (typeof found !== 'function')
    throw new LoadError(
      'Runtime.HandlerNotFound',
      `${settings.handler} is undefined or not exported`,
    );
  if (found.length >= 3 && majorVersion(settings.runtime) >= 24)
    throw new LoadError(
      'Runtime.CallbackHandlerDeprecated',
      `${settings.runtime} does not support handlers with a callback parameter; make it async`,
    );
  return found as Handler;
}

async function loadModule(file: string): Promise<unknown> {
  // As the runtime does: an import would have to detect the names of CommonJS exports.
  if (path.extname(file) !== '.mjs') {
    try {
      return createRequire(file)(file);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException | undefined)?.code;
      if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    }
  }
  return import(pathToFileURL(file).href);
}

function majorVersion(runtime: string): number {
  return Number(/^nodejs(\d+)/.exec(runtime)?.[1] ?? 0);
}
