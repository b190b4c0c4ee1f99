import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { handlerFile, handlerParts } from '../handler-file.ts';
import { runtimeError } from './error-report.ts';

export type Handler = (event: unknown, context: object, callback?: unknown) => unknown;

/**
 * Loads a function's module and returns its handler, by the rules of AWS's Node.js runtime client:
 * until nodejs22.x, CommonJS modules are required; from nodejs24.x on, every module is imported.
 *
 * @param major the version of the runtime: 24
 * @throws when the module or export does not exist, or Lambda would not run it
 * @see aws/aws-lambda-nodejs-runtime-interface-client (3 and 4), UserFunction
 */
export async function loadHandler(folder: string, name: string, major: number): Promise<Handler> {
  const [, exportName] = handlerParts(name);
  if (name.includes('..') || exportName === '')
    throw runtimeError('MalformedHandlerName', `bad handler ${name}`);
  const module = await loadModule(folder, name, major);
  const handler =
    memberOf(module, exportName) ??
    (major >= 24 && memberOf(memberOf(module, 'default'), exportName));
  if (typeof handler !== 'function')
    throw runtimeError('HandlerNotFound', `${name} is undefined or not exported`);
  if (handler.length >= 3 && major >= 24)
    throw runtimeError(
      'CallbackHandlerDeprecated',
      `nodejs${major}.x does not support handlers with a callback parameter; make it async`,
    );
  return handler as Handler;
}

async function loadModule(folder: string, name: string, major: number): Promise<unknown> {
  const file = handlerFile(folder, name);
  if (file === undefined) throw runtimeError('ImportModuleError', `there is no module for ${name}`);
  try {
    return await (major >= 24 || file.endsWith('.mjs') ? importFile(file) : requireFile(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw runtimeError('UserCodeSyntaxError', `${error}`, error);
    if (codeOf(error) === 'MODULE_NOT_FOUND') throw runtimeError('ImportModuleError', `${error}`);
    throw error;
  }
}

function importFile(file: string): Promise<unknown> {
  return import(pathToFileURL(file).href);
}

function requireFile(file: string): unknown {
  try {
    return createRequire(file)(file);
  } catch (error) {
    // An ES module with top-level await.
    if (codeOf(error) !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return importFile(file);
  }
}

function codeOf(error: unknown): unknown {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}

/** Returns a member by its path: `api.get`. */
function memberOf(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce((found, name) => (found as Record<string, unknown> | undefined)?.[name], value);
}
