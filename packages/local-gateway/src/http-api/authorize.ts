import type { AuthorizerResult } from '../authorizer/answer.ts';
import { askAuthorizer, noPermission, type Verdict } from '../authorizer/authorizer-result.ts';
import { createResultCache, type ResultCache } from '../authorizer/result-cache.ts';
import type { ApiParts } from '../gateway/api-handler.ts';
import { authorizerArn, executeApiArn } from '../gateway/execute-api-arn.ts';
import { mayInvoke } from '../gateway/may-invoke.ts';
import type { HttpCall } from './call.ts';
import type { HttpAuthorizer } from './definition.ts';
import { authorizerEventV1 } from './event-v1.ts';
import { authorizerEventV2 } from './event-v2.ts';
import { identityOf } from './identity-source.ts';

/** Judges a call by the authorizer of its route. */
export type Authorize = (call: HttpCall, authorizer: HttpAuthorizer) => Promise<Verdict>;

/** How long an HTTP API waits for an authorizer. @see API Gateway, "Quotas for HTTP APIs" */
const limitMilliseconds = 10_000;

/** The authorizers of an HTTP API, each with its cache. */
export function createAuthorize(parts: ApiParts): Authorize {
  const caches = new Map<string, ResultCache<AuthorizerResult>>();
  return async (call, authorizer) => {
    const { api, stage, request, path, ids } = call;
    const { identity, missing } = identityOf(authorizer.identitySources, call);
    if (missing !== undefined) return { kind: 'no-identity', reason: `no ${missing}` };
    if (!mayInvoke(authorizer.function, authorizerArn(api, authorizer.id)))
      return noPermission(authorizer.function);
    const key = `${stage.name}/${authorizer.id}`;
    const cache = caches.get(key) ?? createResultCache(authorizer.ttlSeconds, parts.now);
    caches.set(key, cache);
    const event = authorizer.payloadFormat === '1.0' ? authorizerEventV1 : authorizerEventV2;
    return askAuthorizer({
      lambda: parts.lambda(authorizer.function),
      event: event(call, identity.length === 0 ? null : identity),
      traceId: ids.traceId,
      limitMilliseconds,
      form: {
        simple: authorizer.simpleResponses,
        nestedContext: authorizer.payloadFormat === '2.0',
        principalRequired: false,
      },
      identity,
      cache,
      arn: executeApiArn(api, stage.name, request.method, path),
      trace: request.trace,
    });
  };
}
