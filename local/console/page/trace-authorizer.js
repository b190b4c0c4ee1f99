import { claimInWords } from './decoded-token.js';
import { element } from './element.js';
import { facts } from './facts.js';
import { block, prettyJson, step } from './trace-step.js';

/** What a verdict means for the look of its step. */
const states = { allowed: 'good', denied: 'refused', 'no-identity': 'refused', failed: 'failed' };

/**
 * What the authorizer was asked and said.
 *
 * @param {any} story
 */
export function authorizerStep({ authorizer, served, status, at }) {
  const { kind, verdict, arn, cached, event, result, milliseconds } = authorizer;
  const answer = cached ?? (result?.kind === 'returned' ? result.payload : undefined);
  const refusedByThrowing = kind === 'failed' && status === 401;
  return step(
    {
      title: 'Authorizer',
      state: refusedByThrowing ? 'refused' : states[kind],
      outcome: `${served?.authorizer ?? 'It'}: ${verdict}`,
      milliseconds,
    },
    arn ? facts('Question', question(arn, cached)) : undefined,
    ...(answer === undefined ? [thrown(result)] : answerFacts(answer, at)),
    event ? block('Event', prettyJson(event)) : undefined,
    answer === undefined ? undefined : block('Answer', prettyJson(answer)),
  );
}

/**
 * @param {string} arn
 * @param {string | undefined} cached
 * @returns {[string, string][]}
 */
function question(arn, cached) {
  return [
    ['invoke', arn],
    [
      'cache',
      cached === undefined ? 'no answer in it: the function was asked' : 'the answer was in it',
    ],
  ];
}

/**
 * An answer's policy and context; nothing for what is no such answer.
 *
 * @param {string} answer as JSON text
 * @param {number} at milliseconds since 1970
 */
function answerFacts(answer, at) {
  try {
    const { isAuthorized, principalId, policyDocument, context } = JSON.parse(answer);
    const statements = [policyDocument?.Statement ?? []].flat();
    const policy = [
      ...(principalId === undefined ? [] : [['principal', principalId]]),
      ...statements.map(({ Effect, Action, NotAction, Resource, NotResource }) => [
        String(Effect),
        `${asText(Action, NotAction)} on ${asText(Resource, NotResource)}`,
      ]),
      ...(isAuthorized === undefined ? [] : [['isAuthorized', asText(isAuthorized)]]),
    ];
    const pairs = Object.entries(context ?? {}).map(([name, value]) => [
      name,
      claimInWords(name, value, at),
    ]);
    return [facts('Policy', policy), pairs.length > 0 ? facts('Context', pairs) : undefined];
  } catch {
    return [];
  }
}

/**
 * @param {unknown} value
 * @param {unknown} [inverted] all but this
 * @returns {string}
 */
function asText(value, inverted) {
  if (value === undefined && inverted !== undefined) return `all but ${asText(inverted)}`;
  if (Array.isArray(value)) return value.map((one) => asText(one)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** @param {any} result */
function thrown(result) {
  if (result === undefined) return undefined;
  const { kind, errorType, errorMessage } = result;
  const words = kind === 'failed' ? `It threw ${errorType}: ${errorMessage}` : `No answer: ${kind}`;
  return element('p', {}, words);
}
