import type { ApiType } from '../../contract/api-type.ts';
import {
  type GatewayReason,
  type GatewayResponse,
  gatewayResponses,
} from '../gateway-responses.ts';
import { expectedText } from './response-text.ts';
import type { SmokeResponse } from './send-request.ts';

/**
 * What a response must be: one of API Gateway's own, or `public` and `accepted`: the handler's, whatever it
 * is; `noSuccess`: any status but 2xx.
 */
export type Expectation =
  | Extract<GatewayReason, 'noToken' | 'badToken' | 'missingScope' | 'noRoute'>
  | 'public'
  | 'accepted'
  | 'noSuccess';

/** The result of a check; `unclear`: neither passed nor failed. */
export interface Result {
  readonly kind: 'ok' | 'warning' | 'unclear' | 'failed';
  /** Why it is not ok. */
  readonly note?: string;
}

const missingRoute = 'there is no such route at this URL: check --url, or deploy';

/**
 * Compares a response with what is expected.
 * @param doubt why the API may be right to reject a valid token
 */
export function evaluateResponse(
  api: ApiType,
  expectation: Expectation,
  response: SmokeResponse,
  doubt?: string,
): Result {
  if (response.status === 429) return { kind: 'unclear', note: 'throttled: run smoke again' };
  const result = compare(api, expectation, response);
  const needsValidToken = expectation === 'accepted' || expectation === 'missingScope';
  return result.kind === 'failed' &&
    doubt !== undefined &&
    needsValidToken &&
    matches(response, gatewayResponses[api].badToken)
    ? { kind: 'unclear', note: doubt }
    : result;
}

function compare(api: ApiType, expectation: Expectation, response: SmokeResponse): Result {
  const { status } = response;
  if (expectation === 'noSuccess') {
    return status >= 200 && status <= 299 ? failed('expected any status but 2xx') : { kind: 'ok' };
  }
  const responses = gatewayResponses[api];
  if (expectation !== 'public' && expectation !== 'accepted') {
    const expected = responses[expectation];
    if (matches(response, expected)) return { kind: 'ok' };
    const isMissing = matches(response, responses.noRoute);
    return failed(isMissing ? missingRoute : `expected ${expectedText(expected)}`);
  }
  if (matches(response, responses.noRoute)) return failed(missingRoute);
  // An HTTP API responds to both errors alike; after an authorizer error, the checks with bad tokens fail too.
  if (api === 'rest' && expectation === 'accepted' && matches(response, responses.authorizerError))
    return failed('authorizer error');
  return handlerResult(status);
}

/** Any status but these is the handler's business. */
function handlerResult(status: number): Result {
  if (status === 401 || status === 403) return failed('expected neither 401 nor 403');
  return status >= 500 ? { kind: 'warning', note: 'handler error' } : { kind: 'ok' };
}

function failed(note: string): Result {
  return { kind: 'failed', note };
}

function matches(response: SmokeResponse, expected: GatewayResponse): boolean {
  const { status, type, body, challenge } = response;
  const { error } = expected;
  return (
    status === expected.status &&
    type === expected.type &&
    body === expected.body &&
    (error === undefined || errorOf(challenge) === error)
  );
}

/** Returns the error code of a challenge. Its realm is a setting. */
function errorOf(challenge: string | null): string | undefined {
  return /^Bearer realm="[^"]*", error="(\w+)"$/.exec(challenge ?? '')?.[1];
}
