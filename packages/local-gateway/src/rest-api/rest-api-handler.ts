import { createHash } from 'node:crypto';
import type { Verdict } from '../authorizer/authorizer-result.ts';
import type { Answer, ApiHandler, ApiParts } from '../gateway/api-handler.ts';
import type { ClientRequest, Header, RequestFlaw } from '../gateway/client-request.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { headerValues } from '../gateway/headers.ts';
import { type GatewayInvocation, invokeWithin } from '../gateway/invoke-within.ts';
import { mayInvoke } from '../gateway/may-invoke.ts';
import { requestIds } from '../gateway/request-ids.ts';
import { createThrottles, type Limit } from '../gateway/throttle.ts';
import { createAuthorize } from './authorize.ts';
import { chooseMethod, withoutTrailingSlash } from './choose-method.ts';
import type { RestApi, RestMethod, RestStage } from './definition.ts';
import { integrationEvent, methodArn } from './event.ts';
import { failureReply } from './failure-reply.ts';
import { type GatewayFailure, gatewayFailures, incompleteSignature } from './gateway-failure.ts';
import { integrationReply } from './integration-reply.ts';
import { type RestCall, restContext } from './rest-context.ts';

/** A call that has found its method. */
type MethodCall = RestCall & { readonly method: RestMethod };

/**
 * A stage of a REST API that answers requests as API Gateway does, at the root instead of under
 * the stage's name.
 *
 * @see API Gateway, "Use API Gateway Lambda authorizers", "Lambda proxy integrations"
 */
export function createRestApiHandler(api: RestApi, parts: ApiParts): ApiHandler {
  const authorize = createAuthorize(api, parts);
  const mayPass = createThrottles(parts.now);

  const answerCall = async (call: MethodCall): Promise<Answer> => {
    const { method } = call;
    const limit = limitOf(api.stage, method, call.request.method);
    const key = `${method.method} ${method.pattern.text}`;
    call.request.trace?.({ route: key });
    if (!mayPass(key, limit)) return fail(call, gatewayFailures.throttled);
    if (method.authorizer === undefined) return integrate(call, undefined, parts);
    if (Buffer.byteLength(methodArn(call)) > largestArnBytes)
      return fail(call, gatewayFailures.uriTooLong);
    const verdict = await authorize(call, method.authorizer);
    const refusal = refusalOf(verdict);
    return refusal === undefined
      ? { ...(await integrate(call, verdict, parts)), verdict }
      : fail(call, refusal, verdict);
  };

  return async (request) => {
    const ids = requestIds(request.receivedAt);
    const path = withoutTrailingSlash(request.path);
    const rawPath = withoutTrailingSlash(request.rawPath);
    const chosen = chooseMethod(api.methods, request.method, path, rawPath);
    const call = { api, request, ids, path, method: undefined, pathParameters: new Map() };
    const answer = await (request.flaw !== undefined
      ? fail(call, flaws[request.flaw])
      : chosen === undefined
        ? fail(call, noMethod(request))
        : answerCall({ ...call, ...chosen }));
    const names: Header[] = [
      ['x-amzn-RequestId', ids.uuid],
      ['x-amz-apigw-id', ids.short],
      ['X-Amzn-Trace-Id', ids.traceId],
    ];
    return { ...answer, reply: { ...answer.reply, headers: [...answer.reply.headers, ...names] } };
  };
}

/** Of the ARN of a method with authorization. @see API Gateway, "Quotas for REST APIs" */
const largestArnBytes = 1600;

const flaws: Readonly<Record<RequestFlaw, GatewayFailure>> = {
  'bad-path': gatewayFailures.badPath,
  'body-too-large': gatewayFailures.bodyTooLarge,
  'headers-too-large': gatewayFailures.headersTooLarge,
};

async function integrate(
  call: MethodCall,
  verdict: Verdict | undefined,
  parts: ApiParts,
): Promise<Answer> {
  const { integration } = call.method;
  if (integration.kind === 'mock') return { reply: integration.reply };
  const { title } = integration.function;
  const { pattern } = call.method;
  const arn = executeApiArn(call.api, call.api.stage.name, call.request.method, pattern.text);
  if (!mayInvoke(integration.function, arn))
    return {
      ...fail(call, gatewayFailures.notInvoked, verdict),
      note: `API Gateway has no permission to invoke ${title}`,
    };
  const event = JSON.stringify(integrationEvent(call, verdict));
  const lambda = parts.lambda(integration.function);
  const limit = integration.timeoutMilliseconds;
  const result = await invokeWithin(lambda, event, call.ids.traceId, limit, (integration) =>
    call.request.trace?.({ integration }),
  );
  if (result.kind !== 'returned') {
    const reason = result.kind === 'failed' ? result.errorMessage : result.kind;
    return { ...fail(call, failures[result.kind], verdict), note: `${title}: ${reason}` };
  }
  const reply = integrationReply(result.payload, call.request, call.api.binaryMediaTypes);
  if (reply !== undefined) return { reply };
  const note = `${title} returned a malformed response`;
  return { ...fail(call, gatewayFailures.integrationFailed, verdict), note };
}

const failures: Readonly<Record<Exclude<GatewayInvocation['kind'], 'returned'>, GatewayFailure>> = {
  failed: gatewayFailures.integrationFailed,
  'gateway-timeout': gatewayFailures.integrationTimeout,
  throttled: gatewayFailures.notInvoked,
  'too-large': gatewayFailures.bodyTooLarge,
};

function fail(call: RestCall, failure: GatewayFailure, verdict?: Verdict): Answer {
  return { reply: failureReply(call.api, failure, restContext(call, verdict)), verdict };
}

function refusalOf(verdict: Verdict): GatewayFailure | undefined {
  switch (verdict.kind) {
    case 'allowed':
      return undefined;
    case 'denied':
      return verdict.explicit ? gatewayFailures.explicitDeny : gatewayFailures.implicitDeny;
    case 'no-identity':
      return gatewayFailures.noToken;
    case 'failed':
      return verdict.thrown === 'Unauthorized'
        ? gatewayFailures.noToken
        : gatewayFailures.authorizerFailed;
  }
}

function noMethod(request: ClientRequest): GatewayFailure {
  const authorization = headerValues(request.headers, 'authorization').at(-1);
  if (authorization === undefined || authorization.startsWith('AWS4-'))
    return gatewayFailures.noMethod;
  return incompleteSignature(createHash('sha256').update(authorization).digest('base64'));
}

function limitOf(stage: RestStage, method: RestMethod, httpMethod: string): Limit | undefined {
  const path = method.pattern.text;
  const keys = [`${httpMethod} ${path}`, `* ${path}`, '* /*'];
  return keys.map((key) => stage.limits.get(key)).find((limit) => limit !== undefined);
}
