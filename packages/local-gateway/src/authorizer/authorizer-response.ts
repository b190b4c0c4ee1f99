import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { evaluatePolicy, type Policy, type PolicyDecision, parsePolicy } from './policy.ts';

/** A valid response of a Lambda authorizer, as the cache keeps it. */
export type AuthorizerResponse = {
  readonly context: JsonObject | undefined;
  /** The whole response as JSON text. */
  readonly payload: string;
} & (
  | { readonly kind: 'simple'; readonly isAuthorized: boolean }
  | {
      readonly kind: 'policy';
      readonly policy: Policy;
      readonly principalId: string | undefined;
    }
);

/** The format that an authorizer's response must have. */
export interface ResponseFormat {
  readonly simple: boolean;
  /** Whether context values may be lists and objects: payload format 2.0 only. */
  readonly nestedContext: boolean;
  readonly principalRequired: boolean;
}

/** A response in another format, which API Gateway answers with 500. */
export interface MalformedResponse {
  readonly kind: 'malformed';
  readonly reason: string;
}

/**
 * Parses an authorizer's response.
 *
 * @param payload JSON text
 * @see API Gateway, "Lambda authorizer response format", "Output from an API Gateway Lambda
 * authorizer"
 */
export function parseAuthorizerResponse(
  payload: string,
  format: ResponseFormat,
): AuthorizerResponse | MalformedResponse {
  const response: Json = JSON.parse(payload);
  if (!isJsonObject(response)) return malformed('the response is not an object');
  const context = response['context'] ?? undefined;
  if (context !== undefined && !isJsonObject(context))
    return malformed('the context is not an object');
  const problem = context && contextProblem(context, format);
  if (problem !== undefined) return malformed(problem);
  if (format.simple) {
    const { isAuthorized } = response;
    if (typeof isAuthorized !== 'boolean')
      return malformed("the response has no boolean 'isAuthorized'");
    return { kind: 'simple', isAuthorized, context, payload };
  }
  const policy = parsePolicy(response['policyDocument']);
  if (policy === undefined) return malformed('the policy document is missing or malformed');
  const principal = response['principalId'];
  const principalId = typeof principal === 'string' && principal !== '' ? principal : undefined;
  if (format.principalRequired && principalId === undefined)
    return malformed('the principalId is missing (AWS may accept that)');
  return { kind: 'policy', policy, principalId, context, payload };
}

/** Returns what a response, new or cached, decides about an ARN. */
export function evaluateResponse(response: AuthorizerResponse, arn: string): PolicyDecision {
  if (response.kind === 'policy') return evaluatePolicy(response.policy, arn);
  return response.isAuthorized ? 'allow' : 'explicit-deny';
}

function contextProblem(context: JsonObject, format: ResponseFormat): string | undefined {
  if (format.nestedContext) return undefined;
  if (context['claims'] !== undefined) return 'the context has the reserved key claims';
  const nested = Object.entries(context).find(([, value]) => typeof value === 'object');
  return nested && `the context value ${nested[0]} is not a string, number or boolean`;
}

function malformed(reason: string): MalformedResponse {
  return { kind: 'malformed', reason };
}
