import type { ApiType } from '../../contract/api-type.ts';
import type { Route } from '../../lib/api/route.ts';
import { authorizationFor } from './credentials.ts';
import { detectApiType } from './detect-api-type.ts';
import { evaluateResponse } from './evaluate-response.ts';
import { exitStatus, notRunLines, type Outcome, outcomeLine, summaryLine } from './report.ts';
import { responseText } from './response-text.ts';
import { type Check, routeChecks } from './route-checks.ts';
import { unknownPath } from './sample-paths.ts';
import { NoResponseError, sendRequest, type Target } from './send-request.ts';
import type { Tokens } from './tokens.ts';

/** What to check. */
export interface SmokeTest extends Target {
  readonly routes: readonly Route[];
  /** @default detected */
  readonly api?: ApiType | undefined;
  /** @default none: checks that need a token are not run */
  readonly tokens?: Tokens | undefined;
  /** Whether requests that may change data are sent to handlers. @default false */
  readonly write?: boolean;
  /** Prints one line. */
  readonly log: (line: string) => void;
}

/** After so many requests in a row without a response, no more are sent. */
const maxUnanswered = 3;

/**
 * Runs all checks that can be run, one after the other, and prints their results.
 * @returns the exit status
 * @throws {UserError} if the API does not respond, or tokens are unavailable
 */
export async function runChecks(test: SmokeTest): Promise<0 | 1 | 2> {
  const { url, routes, tokens, log } = test;
  const api = test.api ?? (await detectApiType(test, unknownPath(routes)));
  log(`${url.href} (${api === 'http' ? 'HTTP API' : 'REST API'})`);
  const checks = routeChecks(routes, tokens, Math.floor(Date.now() / 1000));
  const routeWidth = Math.max(...checks.map(({ route }) => route.length));
  const outcomes: (readonly [Check, Outcome])[] = [];
  let unanswered = 0;
  for (const check of checks) {
    const outcome: Outcome =
      unanswered < maxUnanswered
        ? await outcomeOf(check, api, test)
        : { kind: 'not run', missing: 'response' };
    outcomes.push([check, outcome]);
    if (outcome.kind === 'not run') continue;
    unanswered = outcome.isUnanswered === true ? unanswered + 1 : 0;
    log(outcomeLine(check, outcome, routeWidth));
  }
  for (const line of notRunLines(outcomes, routeWidth)) log(line);
  const results = outcomes.map(([, outcome]) => outcome);
  log(summaryLine(results));
  return exitStatus(results);
}

async function outcomeOf(check: Check, api: ApiType, test: SmokeTest): Promise<Outcome> {
  const { tokens, write = false } = test;
  if (check.mayWrite && !write) return { kind: 'not run', missing: 'write' };
  const authorization = await authorizationFor(check.credentials, tokens);
  if ('missing' in authorization) return { kind: 'not run', missing: authorization.missing };
  try {
    const response = await sendRequest(test, { ...check, authorization: authorization.value });
    const result = evaluateResponse(api, check.expectation, response, tokens?.doubt);
    const text = result.kind === 'ok' ? String(response.status) : responseText(response);
    return { ...result, response: text };
  } catch (error) {
    if (!(error instanceof NoResponseError)) throw error;
    return { kind: 'unclear', response: error.message, isUnanswered: true };
  }
}
