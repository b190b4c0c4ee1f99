import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import { portSetting } from 'local-gateway/port-setting';
import { UserError } from 'local-gateway/user-error';
import { type ApiType, apiTypes } from '../../contract/api-type.ts';
import { commandLine } from '../../local/command-line.ts';
import { redactTokens } from './redact-tokens.ts';

/** The options of `npm run smoke`. */
export interface SmokeOptions {
  /** The API's base URL. */
  readonly url: URL;
  /** undefined: detect it. */
  readonly api: ApiType | undefined;
  /** A valid token; undefined: none. */
  readonly token: string | undefined;
  /** The base URL of the Zuplo stand-in, without a trailing slash; undefined: none. */
  readonly zuplo: string | undefined;
  /** Whether requests that may change data are sent to handlers. */
  readonly write: boolean;
}

/** The output of `npm run smoke -- --help`. */
export const smokeHelp = `npm run smoke -- [options]

Sends requests to every route of lib/routes.ts on a running API, local or deployed, and checks who has
access: public routes must not respond with 401 or 403; protected routes must reject missing, forged,
expired and foreign tokens, and tokens without the scopes of the route, and must accept valid tokens.
What a handler responds with is not checked; a status of 500 or more is reported as a warning.

Without options, checks the API that npm start serves.

  --url <base URL>  the API: the stack output ApiUrl, or a custom domain
                    (default: http://localhost:8080)
  --zuplo <URL>     the Zuplo stand-in of npm start, which signs all tokens that the checks need
                    (http://localhost:9000; the default if neither --url nor a token is given)
  --token <JWT>     a valid token; forged tokens are derived from it. The environment variable TOKEN
                    is safer: command lines are visible in the shell history and to other users
  --write           also send valid requests to routes with a method other than GET, which may
                    change data
  --api http|rest   the API type (default: detected)
  --help            print this help

A parameter in a path gets the value 1, a greedy one a/b; the body of requests other than GET is {}.
Without a token, only checks that need none are run. Checks that were not run are listed.

Exit status: 0 no check failed; 1 a check failed; 2 unclear: the API did not respond or throttled
requests, the token may belong to another API, or the options are wrong.

  npm run smoke
  TOKEN=… npm run smoke -- --url https://<id>.execute-api.<region>.amazonaws.com`;

/**
 * Returns the options of `npm run smoke`; undefined for `--help`.
 * @throws {UserError} naming the invalid option and what is valid
 */
export function smokeOptions(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): SmokeOptions | undefined {
  const given = parse(words);
  if (given.help === true) return undefined;
  const { url, zuplo, write = false } = given;
  const api = apiTypes.find((type) => type === given.api);
  if (given.api !== undefined && api === undefined) {
    throw new UserError(`--api is ${quoted(given.api)}: it must be http or rest`);
  }
  if (given.token !== undefined && zuplo !== undefined) {
    throw new UserError('--token and --zuplo cannot be combined');
  }
  const token = zuplo === undefined ? given.token || environment['TOKEN'] || undefined : undefined;
  const local = (variable: string, port: number) =>
    `http://localhost:${portSetting(variable, environment, port)}`;
  const isLocal = url === undefined && token === undefined;
  const zuploUrl = zuplo ?? (isLocal ? local('ZUPLO_PORT', 9000) : undefined);
  return {
    url: checkedUrl('--url', url ?? local('PORT', 8080)),
    api,
    token,
    zuplo:
      zuploUrl === undefined ? undefined : checkedUrl('--zuplo', zuploUrl).href.replace(/\/$/, ''),
    write,
  };
}

function parse(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return commandLine(words, { url: text, zuplo: text, token: text, write: flag, api: text });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The message may quote an unexpected argument, which may be the token.
    throw new UserError(escapeControlCharacters(redactTokens(error.message), 300));
  }
}

const quoted = (text: string) => escapeControlCharacters(JSON.stringify(text), 60);

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Checks that tokens can be sent to a URL safely. Messages do not quote it: it may contain a password. */
function checkedUrl(option: string, text: string): URL {
  const url = URL.parse(text);
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname));
  if (url === null || !isSafe) {
    throw new UserError(
      `${option} must be an https URL, or an http URL of this machine such as http://localhost:8080`,
    );
  }
  if (/[?#]/.test(text) || url.username !== '' || url.password !== '') {
    throw new UserError(`${option} must not contain a user name, query or fragment`);
  }
  return url;
}
