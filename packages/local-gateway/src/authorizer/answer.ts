import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { evaluatePolicy, type Policy, type PolicyDecision, parsePolicy } from './policy.ts';

/** What a Lambda authorizer answered, checked; this is what is cached. `payload` is all it said. */
export type AuthorizerResult =
  | {
      readonly kind: 'simple';
      readonly isAuthorized: boolean;
      readonly context: JsonObject | undefined;
      readonly payload: string;
    }
  | {
      readonly kind: 'policy';
      readonly policy: Policy;
      readonly principalId: string | undefined;
      readonly context: JsonObject | undefined;
      readonly payload: string;
    };

/** What kind of answer an authorizer owes. */
export interface AnswerForm {
  readonly simple: boolean;
  /** Whether the context may hold lists and objects: payload format 2.0 only. */
  readonly nestedContext: boolean;
  readonly principalRequired: boolean;
}

/** An answer that is none: why, for the log. */
export interface Malformed {
  readonly kind: 'malformed';
  readonly reason: string;
}

/**
 * An authorizer's answer out of its payload. Anything but the very form that is owed is malformed:
 * it fails the request and decides nothing.
 *
 * @see API Gateway, "Lambda authorizer response format", "Output from an API Gateway Lambda
 * authorizer"
 */
export function authorizerAnswer(payload: string, form: AnswerForm): AuthorizerResult | Malformed {
  const answer: Json = JSON.parse(payload);
  if (!isJsonObject(answer)) return malformed('the answer is not an object');
  const context = answer['context'] ?? undefined;
  if (context !== undefined && !isJsonObject(context))
    return malformed('the context is not an object');
  const problem = context && contextProblem(context, form);
  if (problem !== undefined) return malformed(problem);
  if (form.simple) {
    const { isAuthorized } = answer;
    if (typeof isAuthorized !== 'boolean')
      return malformed("the response did not include a boolean 'isAuthorized'");
    return { kind: 'simple', isAuthorized, context, payload };
  }
  const policy = parsePolicy(answer['policyDocument']);
  if (policy === undefined) return malformed('the policy document is missing or malformed');
  const principal = answer['principalId'];
  const principalId = typeof principal === 'string' && principal !== '' ? principal : undefined;
  if (form.principalRequired && principalId === undefined)
    return malformed('the principalId is missing');
  return { kind: 'policy', policy, principalId, context, payload };
}

/** What an answer, fresh or cached, says of a request for an ARN. */
export function decisionOf(answer: AuthorizerResult, arn: string): PolicyDecision {
  if (answer.kind === 'policy') return evaluatePolicy(answer.policy, arn);
  return answer.isAuthorized ? 'allow' : 'explicit-deny';
}

function contextProblem(context: JsonObject, form: AnswerForm): string | undefined {
  if (form.nestedContext) return undefined;
  if (context['claims'] !== undefined) return 'the context has a reserved key, claims';
  const nested = Object.entries(context).find(([, value]) => typeof value === 'object');
  return nested && `the context's ${nested[0]} is neither a text, a number nor a boolean`;
}

function malformed(reason: string): Malformed {
  return { kind: 'malformed', reason };
}
