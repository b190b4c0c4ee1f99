import { ArnFormat, Stack } from 'aws-cdk-lib';
import {
  CfnAuthorizer,
  type HttpApi,
  type HttpRouteAuthorizerConfig,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface RequestAuthorizerProps {
  readonly api: HttpApi;
  readonly authorizer: IFunction;
  /** Seconds for which API Gateway may reuse a result, 0 for never. */
  readonly authorizerResultTtlSeconds: number;
}

/**
 * A REQUEST authorizer with payload format 2.0 that returns an IAM policy. The CDK's HttpLambdaAuthorizer uses
 * format 1.0 for policies, which has no typed context and no route key.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export class RequestAuthorizer extends Construct implements IHttpRouteAuthorizer {
  private readonly config: HttpRouteAuthorizerConfig;

  constructor(
    scope: Construct,
    id: string,
    { api, authorizer, authorizerResultTtlSeconds }: RequestAuthorizerProps,
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
    authorizer.addPermission(`${this.node.addr}Invoke`, {
      scope: this,
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: stack.formatArn({
        service: 'execute-api',
        resource: api.apiId,
        resourceName: `authorizers/${resource.ref}`,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    });
    this.config = { authorizerId: resource.ref, authorizationType: 'CUSTOM' };
  }

  bind(): HttpRouteAuthorizerConfig {
    return this.config;
  }
}
