import { UserError } from 'local-gateway/user-error';
import { commandLine } from './command-line.ts';
import type { TokenOptions } from './zuplo/mint-token.ts';
import { algorithms } from './zuplo/signing-keys.ts';

/** What `npm run token -- --help` prints. */
export const tokenHelp = `npm run token -- [options]

Prints a token signed by the Zuplo stand-in that npm start runs. npm run --silent prints the token
alone:

  curl <URL> -H "Authorization: Bearer $(npm run --silent token -- --sub alice)"

  --sub <name>           subject (default: your-consumer)
  --audience <name>      audience (default: that of npm start)
  --expires-in <seconds> lifetime; negative for an expired token (default: 300)
  --alg <name>           ${algorithms.join(', ')} (default: EdDSA)
  --kid                  add a key ID to the header; the published keys have none, as Zuplo's,
                         so that the token is rejected
  --typ <name>           typ header, such as JWT (default: none)
  --claim <name>=<value> add or replace a claim, in JSON or as text; repeatable. null removes a
                         claim: --claim sub=null
  --help                 print this help

Environment: ZUPLO_PORT is the port of the stand-in (default: 9000).`;

/**
 * Returns the options of `npm run token`; undefined for `--help`.
 *
 * @throws {UserError} naming the invalid option, its value and what is valid
 */
export function tokenOptions(args: readonly string[]): TokenOptions | undefined {
  const given = commandLine(args, {
    sub: { type: 'string' },
    audience: { type: 'string' },
    'expires-in': { type: 'string' },
    alg: { type: 'string' },
    kid: { type: 'boolean' },
    typ: { type: 'string' },
    claim: { type: 'string', multiple: true },
  });
  if (given.help === true) return undefined;
  const { sub, audience, 'expires-in': expiresIn, alg, kid, typ, claim } = given;
  return {
    ...(sub !== undefined && { sub }),
    ...(audience !== undefined && { audience }),
    ...(expiresIn !== undefined && { expiresIn: wholeSeconds(expiresIn) }),
    ...(alg !== undefined && { algorithm: algorithm(alg) }),
    ...(kid !== undefined && { kid }),
    ...(typ !== undefined && { typ }),
    ...(claim !== undefined && { claims: Object.fromEntries(claim.map(nameAndValue)) }),
  };
}

function wholeSeconds(value: string): number {
  const seconds = /^[+-]?\d{1,12}$/.test(value) ? Number(value) : undefined;
  if (seconds !== undefined) return seconds;
  throw new UserError(
    `--expires-in is ${JSON.stringify(value)}: it must be a whole number of seconds, such as 300 or -60`,
  );
}

function algorithm(value: string) {
  const known = algorithms.find((name) => name === value);
  if (known !== undefined) return known;
  throw new UserError(
    `--alg is ${JSON.stringify(value)}: it must be one of ${algorithms.join(', ')}`,
  );
}

function nameAndValue(claim: string): [string, unknown] {
  const index = claim.indexOf('=');
  if (index < 1) {
    throw new UserError(
      `--claim is ${JSON.stringify(claim)}: it must be <name>=<value>, such as plan=gold`,
    );
  }
  return [claim.slice(0, index), jsonOrText(claim.slice(index + 1))];
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
