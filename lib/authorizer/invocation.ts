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

/** Permits one authorizer of one API to invoke a function. */
export function permitInvocation(
  scope: Construct,
  fn: IFunction,
  { apiId, authorizerId }: { readonly apiId: string; readonly authorizerId: string },
): void {
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
