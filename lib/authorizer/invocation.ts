import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Returns the URI with which an authorizer names the function that it invokes. */
export function invocationUri(scope: Construct, { functionArn }: IFunction): string {
  return Stack.of(scope).formatArn({
    service: 'apigateway',
    account: 'lambda',
    resource: 'path/2015-03-31/functions',
    resourceName: `${functionArn}/invocations`,
  });
}

/**
 * How many permissions fit into the policy of a function, of 20,480 bytes: each takes 450 to 500.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const maxPermissions = 40;

const permissions = new WeakMap<IFunction, number>();

/**
 * Permits one authorizer of one API to invoke a function.
 * @throws {Error} if the function's policy has no room for it
 */
export function permitInvocation(
  scope: Construct,
  fn: IFunction,
  { apiId, authorizerId }: { readonly apiId: string; readonly authorizerId: string },
): void {
  const count = (permissions.get(fn) ?? 0) + 1;
  if (count > maxPermissions)
    throw new Error(
      `${fn.node.path} is the authorizer of ${count} APIs, of at most ${maxPermissions}: its policy has no room for more; create ` +
        'a ZuploAuthorizer for the others',
    );
  permissions.set(fn, count);
  fn.addPermission(`${scope.node.addr}Invoke`, {
    scope,
    principal: new ServicePrincipal('apigateway.amazonaws.com'),
    sourceArn: Stack.of(scope).formatArn({
      service: 'execute-api',
      resource: apiId,
      resourceName: `authorizers/${authorizerId}`,
    }),
  });
}
