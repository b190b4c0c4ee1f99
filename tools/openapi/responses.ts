import type { ApiType } from '../../contract/api-type.ts';
import type { Route } from '../../lib/api/route.ts';
import { type GatewayReason, gatewayResponses } from '../gateway-responses.ts';

/** A response, as OpenAPI describes it. */
export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { schema: { type: 'string' }; example: string }>>;
  readonly content?: Readonly<Record<string, { schema: object; example?: unknown }>>;
}

const errorSchema = {
  type: 'object',
  properties: { message: { type: ['string', 'null'] } },
  required: ['message'],
};

/** Returns the responses of a route by status: the handler's, and API Gateway's own. */
export function responses(route: Route, api: ApiType): Readonly<Record<string, Response>> {
  return {
    '2XX': { description: "The handler's response." },
    ...(route.access === 'protected' && rejections[api](route.scopes ?? [])),
    // AWS documents no body for it.
    429: {
      description: 'API Gateway throttles requests.',
      content: { 'application/json': { schema: errorSchema } },
    },
    ...errors[api](route.access),
  };
}

const rejections = {
  http: () => ({
    401: gatewayResponse('http', 'noToken', 'There is no Authorization header.'),
    403: gatewayResponse('http', 'badToken', 'The token is invalid, or lacks a scope.'),
  }),
  rest: (scopes: readonly string[]) => ({
    401: gatewayResponse('rest', 'badToken', 'The token is missing or invalid.'),
    ...(scopes.length > 0 && {
      403: gatewayResponse('rest', 'missingScope', 'The token lacks a scope.'),
    }),
  }),
};

const errors = {
  http: (access: Route['access']) => ({
    500: gatewayResponse(
      'http',
      'handlerError',
      access === 'protected'
        ? 'The handler failed, or the authorizer has no JWKS.'
        : 'The handler failed.',
    ),
  }),
  rest: (access: Route['access']) => ({
    ...(access === 'protected' && {
      500: gatewayResponse('rest', 'authorizerError', 'The authorizer has no JWKS.'),
    }),
    502: gatewayResponse('rest', 'handlerError', 'The handler failed.'),
  }),
};

/** Describes one of API Gateway's own responses, with the default realm. */
function gatewayResponse(api: ApiType, reason: GatewayReason, description: string): Response {
  const { type, body, error } = gatewayResponses[api][reason];
  const example = `Bearer realm="zuplo-jwt-api", error="${error}"`;
  return {
    description,
    ...(error !== undefined && {
      headers: { 'WWW-Authenticate': { schema: { type: 'string' }, example } },
    }),
    content: {
      [type]:
        type === 'application/json'
          ? { schema: errorSchema, example: JSON.parse(body) }
          : { schema: { type: 'string' }, example: body },
    },
  };
}
