import { runCommand } from '../../local/run-command.ts';
import { givenToken } from './given-token.ts';
import { runChecks } from './run-checks.ts';
import { type SmokeOptions, smokeHelp, smokeOptions } from './smoke-options.ts';
import { standInTokens } from './stand-in-tokens.ts';

/** Milliseconds that one request may take: a cold start and the first fetch of keys take two seconds. */
const timeoutMilliseconds = 10_000;

// Whatever keeps the checks from being run to their end, nothing is known of the API.
let status: 0 | 1 | 2 = 2;
await runCommand(async () => {
  const options = smokeOptions(process.argv.slice(2), process.env);
  status = options === undefined ? help() : await smoke(options);
});
process.exitCode = status;

function help(): 0 {
  console.log(smokeHelp);
  return 0;
}

async function smoke({ url, api, token, zuplo }: SmokeOptions): Promise<0 | 1 | 2> {
  const given = token === undefined ? undefined : givenToken(token, Date.now() / 1000);
  const tokens = zuplo === undefined ? given : await standInTokens(zuplo);
  return runChecks({ url, api, tokens, timeoutMilliseconds, log: console.log });
}
