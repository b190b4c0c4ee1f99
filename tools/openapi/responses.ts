import type { Route } from '../../lib/routes.ts';

/** An HTTP API or a REST API: they refuse in different words. */
export type Flavour = 'http' | 'rest';

/** One answer, as OpenAPI describes it. */
export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { schema: { type: 'string' }; example: string }>>;
  readonly content: Readonly<Record<string, { schema: object; example?: unknown }>>;
}

/** What the handlers of this project answer; the route table does not know what others will. */
const greetings: Readonly<Record<string, string>> = {
  public: 'Welcome to the public API',
  protected: 'Hello, alice!',
};

/** Gives what may come back from a route, by status: the handler's answer, and API Gateway's own. */
export function responses(route: Route, flavour: Flavour): Readonly<Record<string, Response>> {
  const refusals = route.access === 'public' ? {} : refusalsOf[flavour](route.scopes ?? []);
  return {
    200: text("The handler's answer.", greetings[route.handler]),
    ...refusals,
    // AWS documents no body for it.
    429: message('Too many requests: throttled by API Gateway.'),
    ...failuresOf[flavour](route.access),
  };
}

/** Whom either flavour turns away from a protected route, and in which words. */
const refusalsOf = {
  http: () => ({
    401: message('There is no Authorization header.', 'Unauthorized'),
    403: message('The token is refused, or lacks a scope.', 'Forbidden'),
  }),
  rest: (scopes: readonly string[]) => ({
    401: challenge(
      'There is no token, or it is refused.',
      'Token is not valid or has expired',
      'invalid_token',
    ),
    ...(scopes.length > 0 && {
      403: challenge(
        'The token lacks a scope.',
        'Token does not permit this',
        'insufficient_scope',
      ),
    }),
  }),
};

/** How either flavour fails: 500 for the authorizer, and 500 or 502 for a function. */
const failuresOf = {
  http: () => ({
    500: message(
      'Nothing is wrong with the request: a function failed, or no keys can be had.',
      'Internal Server Error',
    ),
  }),
  rest: (access: Route['access']) => ({
    500: message(
      'Nothing is wrong with the request: a function cannot be called, or no keys can be had.',
      access === 'protected' ? null : 'Internal server error',
    ),
    502: message('Nothing is wrong with the request: a function failed.', 'Internal server error'),
  }),
};

/** API Gateway's own body: JSON with a message, which a REST API may leave null. */
function message(description: string, example?: string | null): Response {
  const schema = {
    type: 'object',
    properties: { message: { type: ['string', 'null'] } },
    required: ['message'],
  };
  const body = example !== undefined && { example: { message: example } };
  return { description, content: { 'application/json': { schema, ...body } } };
}

function text(description: string, example?: string): Response {
  const schema = { type: 'string' };
  const body = example !== undefined && { example };
  return { description, content: { 'text/plain': { schema, ...body } } };
}

/** A refusal of the REST API with its challenge (RFC 6750 section 3); the realm is the default one. */
function challenge(description: string, body: string, error: string): Response {
  const example = `Bearer realm="zuplo-jwt-api", error="${error}"`;
  return {
    ...text(description, body),
    headers: { 'WWW-Authenticate': { schema: { type: 'string' }, example } },
  };
}
