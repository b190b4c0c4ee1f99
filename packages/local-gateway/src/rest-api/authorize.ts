import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import { readIdentity } from '../authorizer/identity.ts';
import { createAuthorizerInvoker } from '../authorizer/invoke-authorizer.ts';
import type { ApiDependencies } from '../gateway/servable-api.ts';
import type { RestAuthorizer } from './definition.ts';
import { methodArn, requestAuthorizerEvent, tokenAuthorizerEvent } from './event.ts';
import { identitySource } from './identity-source.ts';
import { type RestCall, restContext } from './rest-context.ts';

/** Authorizes a request with the authorizer of its method. */
export type Authorize = (call: RestCall, authorizer: RestAuthorizer) => Promise<AuthorizerResult>;

/** How long a REST API waits for an authorizer: the limit of an integration. */
const limitMilliseconds = 29_000;

/** Creates the authorization of a REST API's stage. */
export function createAuthorize(dependencies: ApiDependencies): Authorize {
  const invoke = createAuthorizerInvoker(dependencies, limitMilliseconds);
  return async (call, authorizer) => {
    const context = restContext(call, undefined);
    const identity = readIdentity(authorizer.identitySources, (expression) =>
      identitySource(expression)?.(context),
    );
    const [token = ''] = identity.values;
    if (identity.missing === undefined && authorizer.validation?.test(token) === false)
      return { kind: 'no-identity', reason: 'the token does not match the validation expression' };
    return invoke({
      api: call.api,
      stage: call.api.stage.name,
      authorizer,
      identity,
      createEvent: () =>
        authorizer.type === 'TOKEN'
          ? tokenAuthorizerEvent(call, token)
          : requestAuthorizerEvent(call),
      format: { simple: false, nestedContext: false, principalRequired: true },
      arn: methodArn(call),
      traceId: call.ids.traceId,
      trace: call.request.trace,
    });
  };
}
