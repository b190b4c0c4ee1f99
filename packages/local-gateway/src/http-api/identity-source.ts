import { headerValues } from '../gateway/headers.ts';
import { pathWithStage } from './event-v2.ts';
import type { HttpCall } from './http-call.ts';

/** Reads an identity source of a request; returns undefined when it is missing. */
export type IdentitySource = (call: HttpCall) => string | undefined;

/**
 * Parses a selection expression; returns undefined when it is not emulated. Header names are
 * case-insensitive, query names are not.
 *
 * @see API Gateway, "Control access to HTTP APIs with AWS Lambda authorizers": identity sources
 */
export function identitySource(expression: string): IdentitySource | undefined {
  const [, place, name = ''] =
    /^\$(request\.header|request\.querystring|context|stageVariables)\.(.+)$/.exec(expression) ??
    [];
  switch (place) {
    case 'request.header':
      return ({ request }) => joined(headerValues(request.headers, name));
    case 'request.querystring':
      return ({ request }) => joined(new URLSearchParams(request.rawQuery).getAll(name));
    case 'stageVariables':
      return ({ stage }) =>
        Object.hasOwn(stage.variables, name) ? stage.variables[name] : undefined;
    case 'context':
      return contextVariables[name];
    default:
      return undefined;
  }
}

/** @see API Gateway, "Logging variables for HTTP APIs" */
const contextVariables: Readonly<Record<string, IdentitySource>> = {
  apiId: ({ api }) => api.id,
  accountId: ({ api }) => api.account,
  httpMethod: ({ request }) => request.method,
  'http.method': ({ request }) => request.method,
  'identity.sourceIp': ({ request }) => request.sourceIp,
  'identity.userAgent': ({ request }) => joined(headerValues(request.headers, 'user-agent')),
  path: pathWithStage,
  protocol: () => 'HTTP/1.1',
  routeKey: ({ route }) => route.key,
  stage: ({ stage }) => stage.name,
};

function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}
