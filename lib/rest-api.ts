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
import { SettingsError } from '../contract/settings-check.ts';
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
import { routeScopes } from './routes.ts';

export interface JwtRestApiProps extends ApiProps {
  /** The realm in `WWW-Authenticate` (RFC 9110 section 11.5). */
  readonly realm: string;
}

/** One bearer JWT: API Gateway turns away what cannot be one before it asks the authorizer. */
const bearerJwt = '^[Bb][Ee][Aa][Rr][Ee][Rr] +[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$';

/** What a refusal says, by RFC 6750 section 3.1: no token or a bad one, and one that permits too little. */
const refusals = [
  {
    type: ResponseType.UNAUTHORIZED,
    status: '401',
    error: 'invalid_token',
    text: 'Token is not valid or has expired',
  },
  {
    type: ResponseType.ACCESS_DENIED,
    status: '403',
    error: 'insufficient_scope',
    text: 'Token does not permit this',
  },
];

/** The `rest` flavour: an API Gateway REST API. Its gateway responses say our own 401. */
export class JwtRestApi extends Construct {
  /** The base URL, without a trailing slash. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: JwtRestApiProps) {
    super(scope, id);
    refuseReusedScopes(props);
    const authorizer = new TokenAuthorizer(this, 'Authorizer', {
      handler: props.authorizer,
      authorizerName: 'jwt',
      validationRegex: bearerJwt,
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
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
    for (const { type, status, error, text } of refusals) {
      api.addGatewayResponse(error, {
        type,
        statusCode: status,
        responseHeaders: {
          'WWW-Authenticate': `'Bearer realm="${props.realm}", error="${error}"'`,
        },
        templates: { 'text/plain': text },
      });
    }
    for (const finding of [noAccessLog, noExecutionLog, noBodyToValidate, notCognito, noFirewall]) {
      acknowledge(finding, api);
    }
    this.url = `https://${api.restApiId}.execute-api.${api.stack.region}.${api.stack.urlSuffix}/${api.deploymentStage.stageName}`;
  }
}

/** A REST API reuses a verdict by the token alone: one route's would count for all. */
function refuseReusedScopes({ routes, authorizerCacheSeconds }: ApiProps): void {
  const scoped = Object.keys(routeScopes(routes));
  if (authorizerCacheSeconds > 0 && scoped.length > 0) {
    throw new SettingsError([
      `authorizerCacheSeconds: given ${authorizerCacheSeconds}; it must be 0 with api=rest, where a route ` +
        'asks for scopes: API Gateway would reuse the verdict for one route on every other',
    ]);
  }
}
