import { checkRoutes } from '../../lib/api/check-routes.ts';
import { routes } from '../../lib/routes.ts';
import { runTool } from '../run-tool.ts';
import { givenToken } from './given-token.ts';
import { runChecks } from './run-checks.ts';
import { smokeHelp, smokeOptions } from './smoke-options.ts';
import { standInTokens } from './stand-in-tokens.ts';

/** A cold start with the first JWKS fetch takes 2 s. */
const timeoutMs = 10_000;

await runTool(async (words) => {
  const options = smokeOptions(words, process.env);
  if (options === undefined) {
    console.log(smokeHelp);
    return 0;
  }
  checkRoutes(routes, options.api ?? 'http');
  const { token, zuplo, ...rest } = options;
  const given = token === undefined ? undefined : givenToken(token, Date.now() / 1000);
  const tokens = zuplo === undefined ? given : await standInTokens(zuplo);
  return runChecks({ ...rest, routes, tokens, timeoutMs, log: console.log });
});
