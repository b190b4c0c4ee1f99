import type { RestContext } from './rest-context.ts';
import { expressionValue } from './value-expression.ts';

/** Reads an identity source; returns undefined when it is missing. */
export type IdentitySource = (context: RestContext) => string | undefined;

/**
 * Parses a mapping expression of an authorizer; returns undefined when it is not emulated. Path
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

/** The context variables that have a value before the authorizer is invoked. */
const contextExpressions = new Set(
  [
    ...['accountId', 'apiId', 'domainName', 'httpMethod', 'identity.sourceIp'],
    ...['identity.userAgent', 'path', 'protocol', 'resourceId', 'resourcePath', 'stage'],
  ].map((name) => `context.${name}`),
);
