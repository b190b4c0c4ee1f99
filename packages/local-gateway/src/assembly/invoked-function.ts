import { type Resource, resourceError } from './resource.ts';

/**
 * The ARN, without version or alias, of the function that an integration or authorizer invokes;
 * from a function's ARN or from API Gateway's URI around it.
 *
 * @throws {UserError} when the URI is neither, or invokes for a streamed response.
 * @see API Gateway, "AuthorizerUri", "IntegrationUri"
 */
export function invokedFunctionArn(resource: Resource, uri: unknown): string {
  const wrapped =
    /^arn:[^:]+:apigateway:[^:]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;
  const inner = typeof uri === 'string' ? (wrapped.exec(uri)?.[1] ?? uri) : '';
  const [arn] = /^arn:[^:]+:lambda:[^:]+:[^:]*:function:[^:/]+/.exec(inner) ?? [];
  if (arn === undefined || !/^(:[^:/]+)?$/.test(inner.slice(arn.length)))
    throw resourceError(resource, `its URI invokes no Lambda function: ${String(uri)}`);
  return arn;
}
