import type { Route } from '../../lib/routes.ts';
import type { PathParameter } from './path-template.ts';
import { type Flavour, type Response, responses } from './responses.ts';

/** What one method at one path does, as OpenAPI describes it. */
export interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly PathParameter[];
  /** The scopes that the token must permit, by security scheme; empty: anyone may call. */
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Readonly<Record<string, Response>>;
}

/** How a caller shows who they are: the one scheme that protected routes name. */
export const securityScheme = {
  zuploJwt: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'A short-lived JWT that Zuplo signs for each request it forwards, in place of the API key. ' +
      'Callers of Zuplo send their API key instead, as a bearer token too.',
  },
} as const;

/** What is known of an operation besides its route. */
export interface OperationParts {
  readonly operationId: string;
  readonly parameters: readonly PathParameter[];
  readonly flavour: Flavour;
}

/**
 * Gives a route's operation. Scopes stand in the security requirement, where OpenAPI 3.1 takes the names
 * of what a caller needs for schemes other than OAuth 2.0 too (section 4.8.30).
 */
export function operation(route: Route, parts: OperationParts): Operation {
  const { operationId, parameters, flavour } = parts;
  return {
    operationId,
    ...(route.summary !== undefined && { summary: route.summary }),
    ...(parameters.length > 0 && { parameters }),
    security: route.access === 'protected' ? [{ zuploJwt: route.scopes ?? [] }] : [],
    responses: responses(route, flavour),
  };
}
