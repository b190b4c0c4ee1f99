import { runTool } from '../run-tool.ts';
import { givenToken } from './given-token.ts';
import { runChecks } from './run-checks.ts';
import { smokeHelp, smokeOptions } from './smoke-options.ts';
import { standInTokens } from './stand-in-tokens.ts';

/** Milliseconds that one request may take: a cold start and the first fetch of keys take two seconds. */
const timeoutMilliseconds = 10_000;

await runTool(async (words) => {
  const options = smokeOptions(words, process.env);
  if (options === undefined) {
    console.log(smokeHelp);
    return 0;
  }
  const { url, api, token, zuplo } = options;
  const given = token === undefined ? undefined : givenToken(token, Date.now() / 1000);
  const tokens = zuplo === undefined ? given : await standInTokens(zuplo);
  return runChecks({ url, api, tokens, timeoutMilliseconds, log: console.log });
});
