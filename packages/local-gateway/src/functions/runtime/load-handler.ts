import { pathToFileURL } from 'node:url';
import { handlerFile, handlerParts } from '../handler-file.ts';
import { runtimeError } from './error-report.ts';

export type Handler = (event: unknown, context: object, callback?: unknown) => unknown;

/**
 * Loads a function's module and returns its handler.
 *
 * @param major the version of the runtime: 24
 * @throws when the module or export does not exist, or Lambda would not run it
 * @see aws/aws-lambda-nodejs-runtime-interface-client, UserFunction
 */
export async function loadHandler(folder: string, name: string, major: number): Promise<Handler> {
  const [, exportName] = handlerParts(name);
  if (name.includes('..') || exportName === '')
    throw runtimeError('MalformedHandlerName', `bad handler ${name}`);
  const module = await loadModule(folder, name);
  // Node.js does not detect every name that a CommonJS module exports.
  const handler = memberOf(module, exportName) ?? memberOf(module, `default.${exportName}`);
  if (typeof handler !== 'function')
    throw runtimeError('HandlerNotFound', `${name} is undefined or not exported`);
  if (handler.length >= 3 && major >= 24)
    throw runtimeError(
      'CallbackHandlerDeprecated',
      `nodejs${major}.x does not support handlers with a callback parameter; make it async`,
    );
  return handler as Handler;
}

async function loadModule(folder: string, name: string): Promise<unknown> {
  const file = handlerFile(folder, name);
  if (file === undefined) throw runtimeError('ImportModuleError', `there is no module for ${name}`);
  try {
    return await import(pathToFileURL(file).href);
  } catch (error) {
    if (error instanceof SyntaxError) throw runtimeError('UserCodeSyntaxError', `${error}`, error);
    const isNotFound =
      error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
    throw isNotFound ? runtimeError('ImportModuleError', `${error}`) : error;
  }
}

/** Returns a member by its path: `api.get`. */
function memberOf(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((found, name) => (found as Record<string, unknown> | undefined)?.[name], value);
}
