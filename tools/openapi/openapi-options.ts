import { resolve } from 'node:path';
import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import { UserError } from 'local-gateway/user-error';
import { type ApiType, apiTypes } from '../../contract/api-type.ts';
import { callersFolder } from '../../local/callers-folder.ts';
import { commandLine } from '../../local/command-line.ts';

/** The options of `npm run openapi`. */
export interface OpenapiOptions {
  readonly api: ApiType;
  /** The API's URL, without a trailing slash; undefined: a URL with variables. */
  readonly url: string | undefined;
  /** The absolute path of the file to write; undefined: print the document. */
  readonly output: string | undefined;
}

/** The output of `npm run openapi -- --help`. */
export const openapiHelp = `npm run openapi -- [options]

Prints an OpenAPI 3.1 document of the route table (lib/routes.ts). With --silent, npm prints nothing else:

  npm run --silent openapi > openapi.json

  --api http|rest   the API type, which determines the responses (default: http)
  --url <URL>       the API's URL, such as the stack output ApiUrl
                    (default: a URL with variables)
  --output <file>   write the document to a file
  --help            print this help

Exit status: 0 the document was written; 2 the options or the routes are invalid, or the file cannot
be written.`;

/**
 * Returns the options of `npm run openapi`; undefined for `--help`.
 * @throws {UserError} naming the invalid option, its value and what is valid
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
  const { api: givenApi = 'http', url, output } = given;
  const api = apiTypes.find((type) => type === givenApi);
  if (api === undefined)
    throw new UserError(`--api is ${quoted(givenApi)}: it must be http or rest`);
  if (output === '') throw new UserError('--output is empty: it must be a file');
  return {
    api,
    url: url === undefined ? undefined : checkedUrl(url),
    output:
      output === undefined ? undefined : resolve(callersFolder(environment, 'openapi'), output),
  };
}

function checkedUrl(text: string): string {
  const url = text.length <= 2048 ? URL.parse(text) : null;
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash;
  if (isPlain && /^https?:$/.test(url.protocol) && !/[{}]/.test(text)) {
    return url.href.replace(/\/+$/, '');
  }
  throw new UserError(
    `--url is ${quoted(text)}: it must be an http or https URL of at most 2048 characters, ` +
      'without user name, query, fragment or braces',
  );
}

function quoted(text: string): string {
  return JSON.stringify(escapeControlCharacters(text, 200));
}
