import type { ApiType } from '../contract/api-type.ts';

/** A response that API Gateway generates itself, without invoking a handler. */
export interface GatewayResponse {
  readonly status: number;
  readonly type: 'application/json' | 'text/plain';
  readonly body: string;
  /** The error code of the header `WWW-Authenticate` (RFC 6750 section 3.1); absent without that header. */
  readonly error?: 'invalid_token' | 'insufficient_scope';
}

/** Why API Gateway responds itself. */
export type GatewayReason =
  | 'noToken'
  | 'badToken'
  | 'missingScope'
  | 'noRoute'
  | 'authorizerError'
  | 'handlerError';

const invalidToken: GatewayResponse = {
  status: 401,
  type: 'text/plain',
  body: 'Token is not valid or has expired',
  error: 'invalid_token',
};
const forbidden = message(403, 'Forbidden');
const internalServerError = message(500, 'Internal Server Error');

/**
 * API Gateway's responses by API type. AWS defines all of an HTTP API's; a REST API's rejections are
 * customized (lib/api/gateway-responses.ts).
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
    noToken: invalidToken,
    badToken: invalidToken,
    missingScope: {
      status: 403,
      type: 'text/plain',
      body: 'Token does not permit this',
      error: 'insufficient_scope',
    },
    noRoute: message(403, 'Missing Authentication Token'),
    authorizerError: message(500, null),
    handlerError: message(502, 'Internal server error'),
  },
};

function message(status: number, text: string | null): GatewayResponse {
  return { status, type: 'application/json', body: JSON.stringify({ message: text }) };
}
