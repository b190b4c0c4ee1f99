import { Duration, Stack } from 'aws-cdk-lib';
import {
  AuthorizationType,
  EndpointType,
  LambdaIntegration,
  ResponseType,
  RestApi,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import {
  acknowledge,
  noAccessLog,
  noBodyToValidate,
  noExecutionLog,
  noFirewall,
  notCognito,
  publicRoute,
} from './acknowledged-findings.ts';
import type { ApiProps } from './http-api.ts';

export interface JwtRestApiProps extends ApiProps {
  /** The realm in `WWW-Authenticate` (RFC 9110 section 11.5). */
  readonly realm: string;
}

/** The `rest` flavour: an API Gateway REST API. Its gateway responses say our own 401. */
export class JwtRestApi extends Construct {
  /** The base URL, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: JwtRestApiProps) {
    super(scope, id);
    const authorizer = new TokenAuthorizer(this, 'Authorizer', {
      handler: props.authorizer,
      authorizerName: 'jwt',
      resultsCacheTtl: Duration.seconds(props.authorizerCacheSeconds),
    });
    const api = new RestApi(this, 'Api', {
      restApiName: Stack.of(this).stackName,
      description: 'Behind Zuplo: verifies its JWTs',
      endpointTypes: [EndpointType.REGIONAL],
      // An account has one CloudWatch role for all of its REST APIs: not this stack's to set.
      cloudWatchRole: false,
      // Protected unless a route says otherwise, so that nothing added later is open by oversight.
      defaultMethodOptions: { authorizationType: AuthorizationType.CUSTOM, authorizer },
    });
    // CDK's own output of the URL; the stack has one for both flavours.
    api.node.tryRemoveChild('Endpoint');
    for (const route of props.routes) {
      const handler = props.handlers.get(route.handler);
      if (handler === undefined) throw new Error(`no function for handler ${route.handler}`);
      const isPublic = route.access === 'public';
      const method = api.root
        .resourceForPath(route.path)
        .addMethod(
          route.method,
          new LambdaIntegration(handler, { allowTestInvoke: false }),
          isPublic ? { authorizationType: AuthorizationType.NONE } : {},
        );
      if (isPublic) acknowledge(publicRoute, method);
    }
    // Both no token and a refused one: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
    api.addGatewayResponse('Unauthorized', {
      type: ResponseType.UNAUTHORIZED,
      statusCode: '401',
      responseHeaders: {
        'WWW-Authenticate': `'Bearer realm="${props.realm}", error="invalid_token"'`,
      },
      templates: { 'text/plain': 'Token is not valid or has expired' },
    });
    for (const finding of [noAccessLog, noExecutionLog, noBodyToValidate, notCognito, noFirewall]) {
      acknowledge(finding, api);
    }
    this.url = `https://${api.restApiId}.execute-api.${api.stack.region}.${api.stack.urlSuffix}/${api.deploymentStage.stageName}`;
  }
}
