import {
  CfnAuthorizer,
  type HttpRouteAuthorizerBindOptions,
  type HttpRouteAuthorizerConfig,
  type IHttpApi,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { invocationUri, permitInvocation } from './invocation.ts';

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
    const resource = new CfnAuthorizer(this, 'Resource', {
      apiId: api.apiId,
      // Unique in its API, which may have other authorizers.
      name: `jwt-${this.node.addr.slice(-8)}`,
      authorizerType: 'REQUEST',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: false,
      authorizerResultTtlInSeconds: authorizerResultTtlSeconds,
      // Routes may require scopes, so a cached result is valid for one route only.
      identitySource: [
        '$request.header.Authorization',
        ...(authorizerResultTtlSeconds > 0 ? ['$context.routeKey'] : []),
      ],
      authorizerUri: invocationUri(this, authorizer),
    });
    this.authorizerId = resource.ref;
    permitInvocation(this, authorizer, { apiId: api.apiId, authorizerId: this.authorizerId });
  }
}

/** What HTTP APIs and their routes take as an authorizer. */
export class HttpRouteAuthorizer implements IHttpRouteAuthorizer {
  readonly bind: (options: HttpRouteAuthorizerBindOptions) => HttpRouteAuthorizerConfig;

  constructor(bind: (options: HttpRouteAuthorizerBindOptions) => HttpRouteAuthorizerConfig) {
    this.bind = bind;
  }

  /** What a REST API reads first. Without an id, it would make its methods public. */
  get authorizerId(): never {
    throw new Error('httpAuthorizer() is for HTTP APIs; a REST API needs restAuthorizer()');
  }
}
