import type { RestContext } from './rest-context.ts';
import { expressionValue } from './value-expression.ts';

/** Reads one identity source; undefined when the request has none. */
export type IdentitySource = (context: RestContext) => string | undefined;

/**
 * A mapping expression of a REST API's authorizer; undefined when it is none known here. Path
 * parameters cannot be identity sources.
 *
 * @see API Gateway, "Configure an API Gateway Lambda authorizer"
 */
export function identitySource(expression: string): IdentitySource | undefined {
  const known =
    /^(method\.request\.(header|querystring)|stageVariables)\.[^.].*$/.test(expression) ||
    contextExpressions.has(expression);
  return known ? (context) => expressionValue(expression, context) : undefined;
}

/** Those that are known before the authorizer is asked. */
const contextExpressions = new Set(
  [
    ...['accountId', 'apiId', 'domainName', 'httpMethod', 'identity.sourceIp'],
    ...['identity.userAgent', 'path', 'protocol', 'resourceId', 'resourcePath', 'stage'],
  ].map((name) => `context.${name}`),
);
