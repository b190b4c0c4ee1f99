import type { ApiType } from '../../contract/api-type.ts';
import type { Route } from '../../lib/api/route.ts';
import { type PathParameter, pathParameters } from './path-parameters.ts';
import { type Response, responses } from './responses.ts';

/** One method of a path, as OpenAPI describes it. */
export interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly PathParameter[];
  /** The required scopes by security scheme; empty for a public route. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Readonly<Record<string, Response>>;
}

/** The security scheme of all protected routes. */
export const securityScheme = {
  zuploJwt: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A short-lived JWT that Zuplo signs for each request that it forwards. Clients of Zuplo send their ' +
      'API key as a bearer token; Zuplo replaces it.',
  },
} as const;

/**
 * Returns the operation of a route. Scopes are in the security requirement: OpenAPI 3.1 allows them for all
 * schemes, not only for OAuth 2.0 (section 4.8.30).
 */
export function operation(route: Route, operationId: string, api: ApiType): Operation {
  const parameters = pathParameters(route.path);
  return {
    operationId,
    ...(route.summary !== undefined && { summary: route.summary }),
    ...(parameters.length > 0 && { parameters }),
    security: route.access === 'protected' ? [{ zuploJwt: route.scopes ?? [] }] : [],
    responses: responses(route, api),
  };
}
