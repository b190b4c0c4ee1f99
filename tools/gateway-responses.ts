import type { ApiType } from '../contract/api-type.ts';
import {
  insufficientScope,
  invalidToken,
  type RestRejection,
} from '../contract/rest-rejections.ts';

/** A response that API Gateway generates itself, without invoking a handler. */
export interface GatewayResponse {
  readonly status: number;
  readonly type: 'application/json' | 'text/plain';
  readonly body: string;
  /** The error code of the header `WWW-Authenticate` (RFC 6750 section 3.1); absent without that header. */
  readonly error?: RestRejection['error'];
}

/** Why API Gateway responds itself. */
export type GatewayReason =
  | 'noToken'
  | 'badToken'
  | 'missingScope'
  | 'noRoute'
  | 'authorizerError'
  | 'handlerError';

const forbidden = message(403, 'Forbidden');
const internalServerError = message(500, 'Internal Server Error');

/**
 * API Gateway's responses by API type. AWS defines all of an HTTP API's; the stack customizes a REST API's
 * rejections (lib/api/gateway-responses.ts).
 */
export const gatewayResponses: Readonly<
  Record<ApiType, Readonly<Record<GatewayReason, GatewayResponse>>>
> = {
  http: {
    noToken: message(401, 'Unauthorized'),
    badToken: forbidden,
    missingScope: forbidden,
    noRoute: message(404, 'Not Found'),
    authorizerError: internalServerError,
    handlerError: internalServerError,
  },
  rest: {
    noToken: rejection(invalidToken),
    badToken: rejection(invalidToken),
    missingScope: rejection(insufficientScope),
    noRoute: message(403, 'Missing Authentication Token'),
    authorizerError: message(500, null),
    handlerError: message(502, 'Internal server error'),
  },
};

function message(status: number, text: string | null): GatewayResponse {
  return { status, type: 'application/json', body: JSON.stringify({ message: text }) };
}

function rejection({ status, error, text }: RestRejection): GatewayResponse {
  return { status, type: 'text/plain', body: text, error };
}
