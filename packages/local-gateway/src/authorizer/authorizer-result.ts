import type { FunctionSettings } from '../functions/function-settings.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { Trace } from '../gateway/exchange.ts';
import { invokeWithin } from '../gateway/invoke-within.ts';
import type { JsonObject } from '../json.ts';
import { type AnswerForm, type AuthorizerResult, authorizerAnswer, decisionOf } from './answer.ts';
import type { ResultCache } from './result-cache.ts';

/** What became of a request at its authorizer. */
export type Verdict =
  | {
      readonly kind: 'allowed';
      readonly context: JsonObject | undefined;
      readonly principalId: string | undefined;
      readonly cached: boolean;
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'denied';
      /** Whether a Deny said so, rather than no Allow. */
      readonly explicit: boolean;
      readonly context: JsonObject | undefined;
      readonly principalId: string | undefined;
      readonly cached: boolean;
    }
  /** An identity source is missing, or does not match: the authorizer was not asked. */
  | { readonly kind: 'no-identity'; readonly reason: string }
  /** No answer, or none that can be used. `thrown` is the function's own message, if it threw. */
  | { readonly kind: 'failed'; readonly reason: string; readonly thrown: string | undefined };

/** A question put to a Lambda authorizer. */
export interface AuthorizerQuestion {
  readonly lambda: LambdaFunction;
  readonly event: JsonObject;
  readonly traceId: string;
  readonly limitMilliseconds: number;
  readonly form: AnswerForm;
  readonly identity: readonly string[];
  readonly cache: ResultCache<AuthorizerResult>;
  /** What the request wants to invoke. */
  readonly arn: string;
  readonly trace: Trace | undefined;
}

/**
 * Asks an authorizer, or its cache, whether a request may pass. A cached policy is evaluated anew
 * for each request; refusals are cached like permissions, failures never.
 */
export async function askAuthorizer(question: AuthorizerQuestion): Promise<Verdict> {
  const { lambda, traceId, limitMilliseconds, form, arn, trace } = question;
  const cached = question.cache.get(question.identity);
  if (cached !== undefined) {
    trace?.({ authorizer: { arn, cached: cached.payload } });
    return verdictOf(cached, arn, true, 0);
  }
  const start = performance.now();
  const event = JSON.stringify(question.event);
  const result = await invokeWithin(lambda, event, traceId, limitMilliseconds, (invocation) =>
    trace?.({ authorizer: { arn, invocation } }),
  );
  if (result.kind === 'failed')
    return {
      kind: 'failed',
      reason: `${result.errorType}: ${result.errorMessage}`,
      thrown: result.errorMessage,
    };
  if (result.kind === 'gateway-timeout')
    return failed(`no answer within ${limitMilliseconds / 1000} s`);
  if (result.kind !== 'returned')
    return failed(`the authorizer could not be asked: ${result.kind}`);
  const answer = authorizerAnswer(result.payload, form);
  if (answer.kind === 'malformed') return failed(answer.reason);
  question.cache.set(question.identity, answer);
  return verdictOf(answer, arn, false, Math.round(performance.now() - start));
}

/** The gateway may not invoke the authorizer's function, and so cannot ask. */
export function noPermission({ title }: FunctionSettings): Verdict {
  return failed(`API Gateway has no permission to invoke ${title}`);
}

function failed(reason: string): Verdict {
  return { kind: 'failed', reason, thrown: undefined };
}

function verdictOf(
  answer: AuthorizerResult,
  arn: string,
  cached: boolean,
  milliseconds: number,
): Verdict {
  const decision = decisionOf(answer, arn);
  const { context } = answer;
  const principalId = answer.kind === 'policy' ? answer.principalId : undefined;
  if (decision === 'allow') return { kind: 'allowed', context, principalId, cached, milliseconds };
  const explicit = decision === 'explicit-deny';
  return { kind: 'denied', explicit, context, principalId, cached };
}
