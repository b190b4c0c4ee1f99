import { ArnFormat, Stack } from 'aws-cdk-lib';
import {
  CfnAuthorizer,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRouteAuthorizerConfig,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge, noAccessLog, publicRoute } from './acknowledged-findings.ts';
import type { Route } from './routes.ts';

/** What both flavours are made of. */
export interface ApiProps {
  readonly routes: readonly Route[];
  /** The function that answers, by a route's `handler`. */
  readonly handlers: ReadonlyMap<string, IFunction>;
  readonly authorizer: IFunction;
  /** Seconds for which API Gateway may reuse a verdict, 0 for never. */
  readonly authorizerCacheSeconds: number;
}

/** The `http` flavour: an API Gateway HTTP API. AWS fixes what its refusals say. */
export class JwtHttpApi extends Construct {
  /** The base URL, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      description: 'Behind Zuplo: verifies its JWTs',
    });
    const authorizer = new RequestAuthorizer(this, 'Authorizer', { ...props, api });
    for (const [handler, handlerFunction] of props.handlers) {
      const integration = new HttpLambdaIntegration(handler, handlerFunction);
      for (const route of props.routes.filter((candidate) => candidate.handler === handler)) {
        const isPublic = route.access === 'public';
        const added = api.addRoutes({
          path: route.path,
          methods: [HttpMethod[route.method]],
          integration,
          authorizer: isPublic ? new HttpNoneAuthorizer() : authorizer,
        });
        if (isPublic) acknowledge(publicRoute, ...added);
      }
    }
    acknowledge(noAccessLog, api);
    this.url = api.apiEndpoint;
  }
}

interface RequestAuthorizerProps {
  readonly api: HttpApi;
  readonly authorizer: IFunction;
  readonly authorizerCacheSeconds: number;
}

/**
 * A REQUEST authorizer with payload format 2.0 that answers with an IAM policy. CDK's own
 * HttpLambdaAuthorizer gives format 1.0 for policies: no typed context, no route key.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
class RequestAuthorizer extends Construct implements IHttpRouteAuthorizer {
  private readonly config: HttpRouteAuthorizerConfig;

  constructor(
    scope: Construct,
    id: string,
    { api, authorizer, authorizerCacheSeconds }: RequestAuthorizerProps,
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    const resource = new CfnAuthorizer(this, 'Resource', {
      apiId: api.apiId,
      name: 'jwt',
      authorizerType: 'REQUEST',
      authorizerPayloadFormatVersion: '2.0',
      enableSimpleResponses: false,
      authorizerResultTtlInSeconds: authorizerCacheSeconds,
      // A verdict that may be reused is the route's as much as the token's: routes ask for scopes.
      identitySource: [
        '$request.header.Authorization',
        ...(authorizerCacheSeconds > 0 ? ['$context.routeKey'] : []),
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
