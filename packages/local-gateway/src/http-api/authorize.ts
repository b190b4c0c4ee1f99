import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import { readIdentity } from '../authorizer/identity.ts';
import { createAuthorizerInvoker } from '../authorizer/invoke-authorizer.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import type { ApiDependencies } from '../gateway/servable-api.ts';
import type { HttpAuthorizer } from './definition.ts';
import { authorizerEventV1 } from './event-v1.ts';
import { authorizerEventV2 } from './event-v2.ts';
import type { HttpCall } from './http-call.ts';
import { identitySource } from './identity-source.ts';

/** Authorizes a request with the authorizer of its route. */
export type Authorize = (call: HttpCall, authorizer: HttpAuthorizer) => Promise<AuthorizerResult>;

/** How long an HTTP API waits for an authorizer. @see API Gateway, "Quotas for HTTP APIs" */
const limitMilliseconds = 10_000;

/** Creates the authorization of an HTTP API. */
export function createAuthorize(dependencies: ApiDependencies): Authorize {
  const invoke = createAuthorizerInvoker(dependencies, limitMilliseconds);
  return (call, authorizer) => {
    const { api, stage, request, path, ids } = call;
    const identity = readIdentity(authorizer.identitySources, (expression) =>
      identitySource(expression)?.(call),
    );
    const event = authorizer.payloadFormat === '1.0' ? authorizerEventV1 : authorizerEventV2;
    return invoke({
      api,
      stage: stage.name,
      authorizer,
      identity,
      createEvent: () => event(call, identity.values.length === 0 ? null : identity.values),
      format: {
        simple: authorizer.simpleResponses,
        nestedContext: authorizer.payloadFormat === '2.0',
        principalRequired: false,
      },
      arn: executeApiArn(api, stage.name, request.method, path),
      traceId: ids.traceId,
      trace: request.trace,
    });
  };
}
