import type { FunctionSettings } from '../functions/function-settings.ts';
import type { Json } from '../json.ts';
import { type Resource, resourceError } from './resource.ts';

/** Returns the settings of the function that a resource invokes, by its ARN. */
export type FunctionFinder = (invoker: Resource, arn: string) => FunctionSettings;

/**
 * Returns the function that an integration or authorizer invokes. An invocation role replaces the
 * function's resource policy.
 *
 * @throws {UserError} when the URI is no function's, or the function is not in the assembly
 */
export function invokedFunction(
  resource: Resource,
  invocation: { readonly uri: Json | undefined; readonly role: Json | undefined },
  find: FunctionFinder,
): FunctionSettings {
  const settings = find(resource, invokedFunctionArn(resource, invocation.uri));
  return invocation.role === undefined ? settings : { ...settings, permittedSourceArns: undefined };
}

/**
 * Returns the ARN, without version or alias, in a function's ARN or in API Gateway's invocation URI.
 *
 * @see API Gateway, "AuthorizerUri", "IntegrationUri"
 */
function invokedFunctionArn(resource: Resource, uri: Json | undefined): string {
  const invocationUri =
    /^arn:[^:]+:apigateway:[^:]+:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;
  const qualified = typeof uri === 'string' ? (invocationUri.exec(uri)?.[1] ?? uri) : '';
  const [arn] = /^arn:[^:]+:lambda:[^:]+:[^:]*:function:[^:/]+/.exec(qualified) ?? [];
  if (arn === undefined || !/^(:[^:/]+)?$/.test(qualified.slice(arn.length)))
    throw resourceError(resource, `its URI invokes no Lambda function: ${String(uri)}`);
  return arn;
}
