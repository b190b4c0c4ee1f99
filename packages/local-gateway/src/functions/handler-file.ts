import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Returns the file that a handler setting (`folder/file.export`) names, in the search order of the
 * Lambda runtime; undefined when there is none.
 *
 * @see Lambda, "Define Lambda function handler in Node.js"
 */
export function handlerFile(folder: string, handler: string): string | undefined {
  const [module] = handlerParts(handler);
  return ['', '.js', '.mjs', '.cjs']
    .map((extension) => path.join(folder, `${module}${extension}`))
    .find((file) => existsSync(file));
}

/** Splits a handler setting into the module's path without extension and the export's name. */
export function handlerParts(handler: string): readonly [module: string, exportName: string] {
  const name = path.posix.basename(handler);
  const dot = name.indexOf('.');
  const stem = dot < 0 ? name : name.slice(0, dot);
  return [path.posix.join(path.posix.dirname(handler), stem), dot < 0 ? '' : name.slice(dot + 1)];
}
