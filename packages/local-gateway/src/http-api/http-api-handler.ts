import type { Verdict } from '../authorizer/authorizer-result.ts';
import type { Answer, ApiHandler, ApiParts } from '../gateway/api-handler.ts';
import type { ClientRequest, Header, RequestFlaw } from '../gateway/client-request.ts';
import { executeApiArn } from '../gateway/execute-api-arn.ts';
import { invokeWithin } from '../gateway/invoke-within.ts';
import { mayInvoke } from '../gateway/may-invoke.ts';
import { type RequestIds, requestIds } from '../gateway/request-ids.ts';
import { createThrottles } from '../gateway/throttle.ts';
import type { JsonObject } from '../json.ts';
import { createAuthorize } from './authorize.ts';
import type { HttpCall } from './call.ts';
import { createChallengeNote } from './challenge-note.ts';
import { chooseRoute, chooseStage } from './choose-route.ts';
import { preflightReply, withCors } from './cors.ts';
import type { HttpApi } from './definition.ts';
import { integrationEventV1 } from './event-v1.ts';
import { integrationEventV2 } from './event-v2.ts';
import { gatewayReply } from './gateway-replies.ts';
import { integrationReply } from './integration-reply.ts';

/**
 * An HTTP API that answers requests as API Gateway does.
 *
 * @see API Gateway, "Work with routes", "Control access to HTTP APIs with AWS Lambda authorizers"
 */
export function createHttpApiHandler(api: HttpApi, parts: ApiParts): ApiHandler {
  const authorize = createAuthorize(parts);
  const mayPass = createThrottles(parts.now);
  const challengeNote = createChallengeNote();

  const answerCall = async (call: HttpCall): Promise<Answer> => {
    const { stage, route } = call;
    call.request.trace?.({ route: route.key });
    const limit = stage.routeLimits.get(route.key) ?? stage.defaultLimit;
    if (!mayPass(`${stage.name}/${route.key}`, limit)) return { reply: gatewayReply(429) };
    if (route.authorizer === undefined) return integrate(call, undefined, parts);
    const verdict = await authorize(call, route.authorizer);
    if (verdict.kind !== 'allowed')
      return { reply: gatewayReply(refusals[verdict.kind]), verdict, note: hint(verdict) };
    const context = contextFor(route.authorizer.payloadFormat, verdict.context);
    return { ...(await integrate(call, context, parts)), verdict };
  };

  const answer = async (request: ClientRequest, ids: RequestIds): Promise<Answer> => {
    const reject = (status: 400 | 404 | 413 | 431): Answer =>
      withOwnCors(api, request, { reply: gatewayReply(status) });
    if (request.flaw !== undefined) return reject(flaws[request.flaw]);
    const destination = chooseStage(api, request.path);
    if (destination === undefined) return reject(404);
    const chosen = chooseRoute(api.routes, request.method, destination.path);
    if (chosen !== undefined)
      return withOwnCors(
        api,
        request,
        await answerCall({ api, request, ids, ...destination, ...chosen }),
      );
    // Only what no route takes is answered as a preflight request.
    const preflight = api.cors && preflightReply(api.cors, request);
    return preflight === undefined ? reject(404) : { reply: preflight };
  };

  return async (request) => {
    const ids = requestIds(request.receivedAt);
    const { reply, verdict, note } = await answer(request, ids);
    const headers: readonly Header[] = [...reply.headers, ['Apigw-Requestid', ids.short]];
    return { verdict, note: note ?? challengeNote(reply), reply: { ...reply, headers } };
  };
}

function withOwnCors(api: HttpApi, request: ClientRequest, answer: Answer): Answer {
  if (api.cors === undefined) return answer;
  return { ...answer, reply: withCors(api.cors, request, answer.reply) };
}

const flaws: Readonly<Record<RequestFlaw, 400 | 413 | 431>> = {
  'bad-path': 400,
  'body-too-large': 413,
  'headers-too-large': 431,
};

const refusals = { 'no-identity': 401, denied: 403, failed: 500 } as const;

async function integrate(
  call: HttpCall,
  context: JsonObject | null | undefined,
  parts: ApiParts,
): Promise<Answer> {
  const { integration } = call.route;
  const { title } = integration.function;
  if (!mayInvoke(integration.function, integrationArn(call)))
    return { reply: gatewayReply(500), note: `API Gateway has no permission to invoke ${title}` };
  const format = integration.payloadFormat;
  const event = (format === '1.0' ? integrationEventV1 : integrationEventV2)(call, context);
  const lambda = parts.lambda(integration.function);
  const limit = integration.timeoutMilliseconds;
  const result = await invokeWithin(
    lambda,
    JSON.stringify(event),
    call.ids.traceId,
    limit,
    (integration) => call.request.trace?.({ integration }),
  );
  if (result.kind === 'too-large') return { reply: gatewayReply(413) };
  if (result.kind === 'gateway-timeout')
    return { reply: gatewayReply(503), note: `${title} took longer than ${limit} ms` };
  if (result.kind === 'throttled')
    return { reply: gatewayReply(500), note: `${title} is at its reserved concurrency` };
  if (result.kind === 'failed')
    return { reply: gatewayReply(500), note: `${title} failed: ${result.errorMessage}` };
  const reply = integrationReply(result.payload, format);
  return reply === undefined
    ? { reply: gatewayReply(500), note: `${title} returned a malformed response` }
    : { reply };
}

/** What the function's permission must name: the route, not the path of the request. */
function integrationArn({ api, stage, request, route }: HttpCall): string {
  return executeApiArn(api, stage.name, request.method, route.pattern?.text ?? '/$default');
}

/** The context as the integration sees it; a format 1.0 authorizer hands on texts only. */
function contextFor(format: '1.0' | '2.0', context: JsonObject | undefined): JsonObject | null {
  if (context === undefined || format === '2.0') return context ?? null;
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key, String(value)]));
}

function hint(verdict: Verdict): string | undefined {
  return verdict.kind === 'failed' && verdict.thrown === 'Unauthorized'
    ? "an HTTP API is not known to turn the error 'Unauthorized' into 401; return a Deny for 403"
    : undefined;
}
