import type { AuthorizerResult } from '../authorizer/answer.ts';
import { askAuthorizer, noPermission, type Verdict } from '../authorizer/authorizer-result.ts';
import { createResultCache } from '../authorizer/result-cache.ts';
import type { ApiParts } from '../gateway/api-handler.ts';
import { authorizerArn } from '../gateway/execute-api-arn.ts';
import { mayInvoke } from '../gateway/may-invoke.ts';
import type { RestApi, RestAuthorizer } from './definition.ts';
import { methodArn, requestAuthorizerEvent, tokenAuthorizerEvent } from './event.ts';
import { identitySource } from './identity-source.ts';
import { type RestCall, restContext } from './rest-context.ts';

/** Judges a call by the authorizer of its method. */
export type Authorize = (call: RestCall, authorizer: RestAuthorizer) => Promise<Verdict>;

/** How long a REST API waits for an authorizer: the bound of an integration. */
const limitMilliseconds = 29_000;

/** The authorizers of a REST API's stage, each with its cache. */
export function createAuthorize(api: RestApi, parts: ApiParts): Authorize {
  const authorizers = new Set(api.methods.flatMap(({ authorizer }) => authorizer ?? []));
  const caches = new Map(
    Array.from(authorizers, ({ id, ttlSeconds }) => [
      id,
      createResultCache<AuthorizerResult>(ttlSeconds, parts.now),
    ]),
  );
  return async (call, authorizer) => {
    const { identity, missing } = identityOf(call, authorizer.identitySources);
    if (missing !== undefined) return { kind: 'no-identity', reason: `no ${missing}` };
    const [token = ''] = identity;
    if (authorizer.validation?.test(token) === false)
      return { kind: 'no-identity', reason: 'the token does not match the validation expression' };
    if (!mayInvoke(authorizer.function, authorizerArn(api, authorizer.id)))
      return noPermission(authorizer.function);
    const cache = caches.get(authorizer.id);
    if (cache === undefined) throw new Error(`the authorizer ${authorizer.id} has no cache`);
    return askAuthorizer({
      lambda: parts.lambda(authorizer.function),
      event:
        authorizer.type === 'TOKEN'
          ? tokenAuthorizerEvent(call, token)
          : requestAuthorizerEvent(call),
      traceId: call.ids.traceId,
      limitMilliseconds,
      form: { simple: false, nestedContext: false, principalRequired: true },
      identity,
      cache,
      arn: methodArn(call),
      trace: call.request.trace,
    });
  };
}

/** The values of all identity sources, and the first source that is missing or empty. */
function identityOf(
  call: RestCall,
  expressions: readonly string[],
): { readonly identity: readonly string[]; readonly missing: string | undefined } {
  const context = restContext(call, undefined);
  const identity = expressions.map((expression) => identitySource(expression)?.(context) ?? '');
  return { identity, missing: expressions[identity.indexOf('')] };
}
