import { matchesWildcard } from '../authorizer/wildcard.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';

/**
 * Whether a function's resource policy lets API Gateway invoke it for an ARN: that of a route or
 * method (`…:<api>/<stage>/<METHOD>/<path of the route>`) or of an authorizer
 * (`…:<api>/authorizers/<id>`). Without it the gateway cannot ask, and answers 500.
 *
 * @see API Gateway, "Control access to HTTP APIs with AWS Lambda authorizers": permissions
 */
export function mayInvoke({ invokers }: FunctionSettings, sourceArn: string): boolean {
  return invokers === undefined || invokers.some((pattern) => matchesWildcard(pattern, sourceArn));
}
