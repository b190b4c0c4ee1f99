import { headerValues } from '../gateway/headers.ts';
import { pathWithStage } from './event-v2.ts';
import type { HttpCall } from './http-call.ts';

/** Reads one identity source of a call; undefined when the call has none. */
export type IdentitySource = (call: HttpCall) => string | undefined;

/**
 * A selection expression of an HTTP API's authorizer; undefined when it is none known here.
 * Header names are compared without regard to case, query names with it.
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

/**
 * The values of all identity sources, and the first source that is missing or empty, which is
 * answered with 401 before any authorizer runs.
 */
export function identityOf(
  expressions: readonly string[],
  call: HttpCall,
): { readonly identity: readonly string[]; readonly missing: string | undefined } {
  const identity = expressions.map((expression) => identitySource(expression)?.(call) ?? '');
  return { identity, missing: expressions[identity.indexOf('')] };
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
