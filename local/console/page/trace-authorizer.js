import { claimText, text } from './decoded-token.js';
import { block, facts, step } from './trace-step.js';

/** The state of the step for each kind of result. */
const states = { allowed: 'ok', denied: 'rejected', 'no-identity': 'rejected', failed: 'error' };

/**
 * Returns the authorizer step: its result, cache hit or miss, event, policy and context.
 *
 * @param {any} trace
 */
export function authorizerStep({ authorizer, served, status, at }) {
  const { kind, result, arn, cached, invocation } = authorizer;
  const returned = invocation?.result.kind === 'returned' ? invocation.result.payload : undefined;
  const response = cached ?? returned;
  return step(
    {
      title: 'Authorizer',
      state: kind === 'failed' && status === 401 ? 'rejected' : states[kind],
      outcome: `${served?.authorizer ?? 'Authorizer'}: ${result}`,
      milliseconds: invocation?.milliseconds,
    },
    arn
      ? facts('Request', [
          ['ARN', arn],
          ['Authorizer cache', cached === undefined ? 'miss' : 'hit'],
        ])
      : undefined,
    ...(response === undefined ? [] : responseFacts(response, at)),
    invocation ? block('Event', invocation.event) : undefined,
    response === undefined ? undefined : block('Result', response),
  );
}

/**
 * Returns the policy and context of a response; nothing if it cannot be read.
 *
 * @param {string} response JSON
 * @param {number} at milliseconds since 1970
 */
function responseFacts(response, at) {
  try {
    const { isAuthorized, principalId, policyDocument, context } = JSON.parse(response);
    const policy = Object.entries({ isAuthorized, principalId }).filter(
      ([, value]) => value !== undefined,
    );
    for (const { Effect, Action, Resource } of [policyDocument?.Statement ?? []].flat())
      policy.push([Effect, `${text(Action)} on ${text(Resource)}`]);
    const pairs = Object.entries(context ?? {}).map(([name, value]) => [
      name,
      claimText(name, value, at),
    ]);
    return [facts('Policy', policy), pairs.length > 0 ? facts('Context', pairs) : undefined];
  } catch {
    return [];
  }
}
