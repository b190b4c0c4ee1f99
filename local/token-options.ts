import { UserError } from 'local-gateway/user-error';
import { commandLine } from './command-line.ts';
import type { TokenOptions } from './zuplo/mint-token.ts';
import { algorithms } from './zuplo/signing-keys.ts';

/** What `npm run token -- --help` prints. */
export const tokenHelp = `npm run token -- [options]

Prints a token signed by the stand-in for Zuplo, which npm start runs. npm prints a banner before
it; npm run --silent token prints the token alone:

  curl http://localhost:8080/protected -H "Authorization: Bearer $(npm run --silent token)"

  --sub <name>           whom the token is about (default: your-consumer)
  --audience <name>      for which API (default: the one npm start was told)
  --expires-in <seconds> how long it lives; negative: expired already (default: 300)
  --alg <name>           ${algorithms.join(', ')} (default: EdDSA)
  --kid                  name the key in the header
  --typ <name>           typ in the header, such as JWT (default: none)
  --claim <name>=<value> one more claim, JSON or else text; again for another.
                         It wins over the ones above; null takes a claim out: --claim sub=null
  --help                 this

Environment: ZUPLO_PORT is where the stand-in listens (default: 9000).`;

/**
 * The token that a command line asks for; undefined when help is wanted.
 *
 * @throws {UserError} naming the option that is wrong, what was given and what is right
 */
export function tokenOptions(words: readonly string[]): TokenOptions | undefined {
  const given = commandLine(words, {
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
  const at = claim.indexOf('=');
  if (at < 1) {
    throw new UserError(
      `--claim is ${JSON.stringify(claim)}: it must be <name>=<value>, such as plan=gold`,
    );
  }
  return [claim.slice(0, at), jsonOrText(claim.slice(at + 1))];
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
