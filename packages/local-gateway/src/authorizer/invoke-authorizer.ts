import { mayInvoke } from '../assembly/invoke-permissions.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';
import { type ApiIdentity, authorizerArn } from '../gateway/execute-api-arn.ts';
import { invokeWithin } from '../gateway/invoke-within.ts';
import type { RecordTrace } from '../gateway/request-trace.ts';
import type { ApiDependencies } from '../gateway/servable-api.ts';
import type { JsonObject } from '../json.ts';
import {
  type AuthorizerResponse,
  evaluateResponse,
  parseAuthorizerResponse,
  type ResponseFormat,
} from './authorizer-response.ts';
import type { AuthorizerResult } from './authorizer-result.ts';
import type { Identity } from './identity.ts';
import { createResultCache, type ResultCache } from './result-cache.ts';

export interface AuthorizerInvocation {
  readonly api: ApiIdentity;
  readonly stage: string;
  readonly authorizer: {
    readonly id: string;
    readonly function: FunctionSettings;
    readonly ttlSeconds: number;
  };
  readonly identity: Identity;
  readonly createEvent: () => JsonObject;
  readonly format: ResponseFormat;
  /** The ARN that the client wants to invoke. */
  readonly arn: string;
  readonly traceId: string;
  readonly trace: RecordTrace | undefined;
}

/**
 * Creates a function that invokes the authorizers of an API, each with its cache. A cached policy
 * is evaluated again for each request. Denials are cached, errors are not.
 *
 * @param limitMilliseconds how long the gateway waits for an authorizer
 */
export function createAuthorizerInvoker(
  { lambda, now }: ApiDependencies,
  limitMilliseconds: number,
): (request: AuthorizerInvocation) => Promise<AuthorizerResult> {
  const caches = new Map<string, ResultCache<AuthorizerResponse>>();
  return async ({ api, stage, authorizer, identity, format, arn, traceId, trace, ...request }) => {
    if (identity.missing !== undefined)
      return { kind: 'no-identity', reason: `${identity.missing} is missing` };
    if (!mayInvoke(authorizer.function, authorizerArn(api, authorizer.id)))
      return failed(`API Gateway has no permission to invoke ${authorizer.function.title}`);
    const key = `${stage}/${authorizer.id}`;
    const cache = caches.get(key) ?? createResultCache(authorizer.ttlSeconds, now);
    caches.set(key, cache);
    const cached = cache.get(identity.values);
    if (cached !== undefined) {
      trace?.({ authorizer: { arn, cached: cached.payload } });
      return resultOf(cached, arn, true, 0);
    }
    const start = performance.now();
    const result = await invokeWithin(
      lambda(authorizer.function),
      JSON.stringify(request.createEvent()),
      traceId,
      limitMilliseconds,
      (invocation) => trace?.({ authorizer: { arn, invocation } }),
    );
    if (result.kind === 'failed')
      return failed(`${result.errorType}: ${result.errorMessage}`, result.errorMessage);
    if (result.kind === 'gateway-timeout')
      return failed(`no response within ${limitMilliseconds / 1000} s`);
    if (result.kind !== 'returned') return failed(`not invoked: ${result.kind}`);
    const response = parseAuthorizerResponse(result.payload, format);
    if (response.kind === 'malformed') return failed(response.reason);
    cache.set(identity.values, response);
    return resultOf(response, arn, false, Math.round(performance.now() - start));
  };
}

function failed(reason: string, thrown?: string): AuthorizerResult {
  return { kind: 'failed', reason, thrown };
}

function resultOf(
  response: AuthorizerResponse,
  arn: string,
  cached: boolean,
  milliseconds: number,
): AuthorizerResult {
  const decision = evaluateResponse(response, arn);
  const principalId = response.kind === 'policy' ? response.principalId : undefined;
  const conditional =
    response.kind === 'policy' && response.policy.statements.some((one) => one.conditional);
  const common = { context: response.context, principalId, cached };
  return decision === 'allow'
    ? { kind: 'allowed', ...common, milliseconds }
    : { kind: 'denied', ...common, explicit: decision === 'explicit-deny', conditional };
}
