import { answerText } from './answer-text.ts';
import { type Asking, ask, NoAnswer } from './ask.ts';
import { type Check, checksFor } from './check.ts';
import { authorizationFor } from './credentials.ts';
import { type Flavour, noRoute } from './expected-answers.ts';
import { findFlavour } from './find-flavour.ts';
import { exitStatus, type Outcome, outcomeLine, summaryLine } from './outcome.ts';
import type { TokenSource } from './token-source.ts';

/** What to check, and with what. */
export interface Smoke extends Asking {
  /** The kind of API. @default found out by asking */
  readonly api?: Flavour | undefined;
  /** @default none: what needs a token is not run */
  readonly tokens?: TokenSource | undefined;
  /** Takes one line at a time. */
  readonly log: (line: string) => void;
}

/** So many requests in a row without an answer end the run. */
const patience = 3;

/**
 * Runs every check that can be run, one after another, and says what came of each.
 *
 * @returns the exit status: 0 all that ran is as expected, 1 something differs, 2 cannot tell
 * @throws {UserError} when nothing answers, or tokens cannot be had
 */
export async function runChecks(smoke: Smoke): Promise<0 | 1 | 2> {
  const { tokens, log } = smoke;
  const api = smoke.api ?? (await findFlavour(smoke));
  log(`${smoke.url.href} as ${api === 'http' ? 'an HTTP API' : 'a REST API'}`);
  const outcomes: Outcome[] = [];
  const noRouteText = answerText(noRoute[api]);
  let unanswered = 0;
  let isElsewhere = false;
  for (const check of checksFor(api, tokens?.caller ?? { sub: '', aud: [] })) {
    const outcome: Outcome =
      unanswered < patience ? await outcomeOf(check, smoke) : { kind: 'not run', lack: 'answers' };
    if (outcome.kind !== 'not run') unanswered = outcome.isAnswered ? 0 : unanswered + 1;
    log(outcomeLine(check, outcome));
    isElsewhere ||= check.path === '/' && 'came' in outcome && outcome.came === noRouteText;
    outcomes.push(outcome);
  }
  if (isElsewhere) log('nothing is at this path: give --url the ApiUrl as it was printed');
  log(summaryLine(outcomes));
  return exitStatus(outcomes);
}

async function outcomeOf(check: Check, smoke: Smoke): Promise<Outcome> {
  const { tokens } = smoke;
  const authorization = await authorizationFor(check.credentials, tokens);
  if ('lack' in authorization) return { kind: 'not run', lack: authorization.lack };
  const start = performance.now();
  const answer = await ask(smoke, check.path, authorization.value).catch((error) => {
    if (error instanceof NoAnswer) return error;
    throw error;
  });
  const milliseconds = performance.now() - start;
  if (answer instanceof NoAnswer) {
    return { kind: 'unclear', came: answer.message, milliseconds, isAnswered: false };
  }
  const came = answerText(answer);
  const told = { milliseconds, isAnswered: true };
  if (check.expectation.fits(answer)) return { kind: 'ok', came, ...told };
  if (tokens?.doubt !== undefined && check.refusal?.fits(answer)) {
    return { kind: 'unclear', came: `${came} (${tokens.doubt})`, ...told };
  }
  return { kind: 'differs', came, ...told };
}
