import { resolve } from 'node:path';
import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import { UserError } from 'local-gateway/user-error';
import { callersFolder } from '../../local/callers-folder.ts';
import { commandLine } from '../../local/command-line.ts';
import type { Flavour } from './responses.ts';

/** What `npm run openapi` shall write, and where. */
export interface OpenapiOptions {
  /** Whose refusals the document describes. @default 'http' */
  readonly flavour: Flavour;
  /** The API's address, without a trailing slash; undefined: a pattern of it, with variables. */
  readonly url: string | undefined;
  /** The full path of the file to write; undefined: print it. */
  readonly output: string | undefined;
}

/** What `npm run openapi -- --help` prints. */
export const openapiHelp = `npm run openapi -- [options]

Prints an OpenAPI 3.1 document of the API, made from the route table (lib/routes.ts). npm prints a
banner before it; npm run --silent openapi prints the document alone:

  npm run --silent openapi > openapi.json

  --api http|rest   whose refusals to describe: the flavour that is deployed (default: http)
  --url <address>   where the API is, such as the ApiUrl that a deployment prints
                    (default: a pattern of such addresses, with variables)
  --output <file>   write it to this file
  --help            this

Exit status: 0 when the document was written, 2 when it could not be.`;

/**
 * The options of `npm run openapi`, from its command line and environment; undefined when help is
 * wanted.
 *
 * @throws {UserError} naming the option that is wrong, what was given and what is right
 */
export function openapiOptions(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): OpenapiOptions | undefined {
  const given = commandLine(words, {
    api: { type: 'string' },
    url: { type: 'string' },
    output: { type: 'string' },
  });
  if (given.help === true) return undefined;
  const { api = 'http', url, output } = given;
  if (api !== 'http' && api !== 'rest') {
    throw new UserError(`--api is ${shown(api)}: it must be http or rest`);
  }
  if (output === '') throw new UserError('--output is empty: it must be a file');
  return {
    flavour: api,
    url: url === undefined ? undefined : address(url),
    output:
      output === undefined ? undefined : resolve(callersFolder(environment, 'openapi'), output),
  };
}

function address(given: string): string {
  const url = URL.canParse(given) && given.length <= 2048 ? new URL(given) : undefined;
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash;
  if (isPlain && /^https?:$/.test(url.protocol) && !/[{}]/.test(given)) {
    return url.href.replace(/\/+$/, '');
  }
  throw new UserError(
    `--url is ${shown(given)}: it must be an http or https address of at most 2048 characters, ` +
      'without user, query, fragment or braces',
  );
}

/** Gives what was given as errors quote it: safe to print, and of bounded length. */
export const shown = (given: string) => JSON.stringify(escapeControlCharacters(given, 200));
