import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnAuthorizer, type IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface HttpAuthorizerProps {
  readonly api: IHttpApi;
  readonly authorizer: IFunction;
  /** Seconds for which API Gateway may reuse a result, 0 for never. */
  readonly authorizerResultTtlSeconds: number;
}

/**
 * The authorizer of one HTTP API: of type REQUEST, with payload format 2.0 and an IAM policy as its result. The CDK's
 * HttpLambdaAuthorizer uses format 1.0 for policies, which has no typed context and no route key.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class HttpAuthorizer extends Construct {
  readonly authorizerId: string;

  constructor(
    scope: Construct,
    id: string,
    { api, authorizer, authorizerResultTtlSeconds }: HttpAuthorizerProps,
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    const resource = new CfnAuthorizer(this, 'Resource', {
      apiId: api.apiId,
      name: 'jwt',
      authorizerType: 'REQUEST',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: false,
      authorizerResultTtlInSeconds: authorizerResultTtlSeconds,
      // Routes may require scopes, so a cached result is valid for one route only.
      identitySource: [
        '$request.header.Authorization',
        ...(authorizerResultTtlSeconds > 0 ? ['$context.routeKey'] : []),
      ],
      authorizerUri: stack.formatArn({
        service: 'apigateway',
        account: 'lambda',
        resource: 'path/2015-03-31/functions',
        resourceName: `${authorizer.functionArn}/invocations`,
      }),
    });
    this.authorizerId = resource.ref;
    authorizer.addPermission(`${this.node.addr}Invoke`, {
      scope: this,
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: stack.formatArn({
        service: 'execute-api',
        resource: api.apiId,
        resourceName: `authorizers/${this.authorizerId}`,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    });
  }
}
