import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import { UserError } from 'local-gateway/user-error';
import { commandLine } from '../../local/command-line.ts';
import type { Flavour } from './expected-answers.ts';
import { hideTokens } from './hide-tokens.ts';

/** What `npm run smoke` shall check. */
export interface SmokeOptions {
  /** The API's base URL. */
  readonly url: URL;
  /** @default found out by asking */
  readonly api: Flavour | undefined;
  /** A token that should be valid. @default none */
  readonly token: string | undefined;
  /** Where the stand-in for Zuplo listens, without a trailing slash. @default none */
  readonly zuplo: string | undefined;
}

/** What `npm run smoke -- --help` prints. */
export const smokeHelp = `npm run smoke -- --url <base URL> [options]

Asks a running API, deployed or local, what the tests ask, and says what differs.

  --url <base URL>     the API: the ApiUrl that cdk deploy prints, with /prod if it has one, a
                       custom domain, or http://localhost:8080
  --token <JWT>        a token that should be valid; forgeries are made of it, too.
                       Better in the environment (TOKEN), where no history or process list shows it
  --zuplo <URL>        the stand-in for Zuplo that npm start runs: it signs all tokens that are
                       needed (http://localhost:9000)
  --api http|rest      the kind of API (default: found out by asking)
  --help               this

Without --token and --zuplo only what needs no valid token is run; what is not run is listed. The
API is taken to be deployed with the default algorithms and leeway; its realm may be any.

Exit status: 0 all that ran is as expected, 1 something differs, 2 cannot tell: nothing answers,
the options are wrong, or the token has expired or may be for another API.

  npm run smoke -- --url http://localhost:8080 --zuplo http://localhost:9000
  TOKEN=$(…) npm run smoke -- --url https://<id>.execute-api.<region>.amazonaws.com`;

/**
 * The options of `npm run smoke`, from its command line and environment; undefined when help is wanted.
 *
 * @throws {UserError} naming the option that is wrong and what is right
 */
export function smokeOptions(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): SmokeOptions | undefined {
  const given = optionsOf(words);
  if (given.help === true) return undefined;
  const { url, token, zuplo, api } = given;
  if (url === undefined)
    throw new UserError('--url is missing: it must be the base URL of the API');
  if (api !== undefined && api !== 'http' && api !== 'rest') {
    throw new UserError(
      `--api is ${escapeControlCharacters(JSON.stringify(api), 60)}: it must be http or rest`,
    );
  }
  if (token !== undefined && zuplo !== undefined) {
    throw new UserError('--token and --zuplo exclude each other: the tokens come from one of them');
  }
  return {
    url: checkedUrl('--url', url),
    api,
    token: zuplo === undefined ? (token ?? (environment['TOKEN'] || undefined)) : undefined,
    zuplo: zuplo === undefined ? undefined : checkedUrl('--zuplo', zuplo).href.replace(/\/$/, ''),
  };
}

function optionsOf(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return commandLine(words, { url: text, token: text, zuplo: text, api: text });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // It may quote a stray word, and that may be the token.
    throw new UserError(escapeControlCharacters(hideTokens(error.message), 300));
  }
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Where a token may be sent to: over TLS, or not off this machine. The text is not shown: it may hold a password. */
function checkedUrl(option: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const mayGo =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname));
  if (url === undefined || !mayGo) {
    throw new UserError(
      `${option} must be an https URL, or an http URL of this machine such as http://localhost:8080`,
    );
  }
  if (/[?#]/.test(text) || url.username !== '' || url.password !== '') {
    throw new UserError(`${option} must have neither a user nor a query nor a fragment`);
  }
  return url;
}
