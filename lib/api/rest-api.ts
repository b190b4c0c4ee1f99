import { Duration, Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  type DomainNameOptions,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  RestApi,
  SecurityPolicy,
  TokenAuthorizer,
} from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Construct } from 'constructs';
import { SettingsError } from '../../contract/settings-check.ts';
import {
  accountsLoggingRole,
  acknowledge,
  noBodyToValidate,
  noExecutionLog,
  noFirewall,
  notCognito,
  publicRoute,
} from '../nag-suppressions.ts';
import { accessLogFormat } from '../observability/access-log.ts';
import { type ApiMetrics, restApiMetrics } from '../observability/api-metrics.ts';
import { routeScopes } from '../routes.ts';
import type { DeploymentSettings } from '../settings/deployment-settings.ts';
import type { ApiProps } from './api-props.ts';
import { addRefusals } from './gateway-responses.ts';
import { routeThrottles } from './rest-throttles.ts';

/** One bearer JWT: API Gateway turns away what cannot be one before it asks the authorizer. */
const bearerJwt = '^[Bb][Ee][Aa][Rr][Ee][Rr] +[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$';

/** The `rest` flavour: an API Gateway REST API. Its gateway responses say our own 401. */
export class JwtRestApi extends Construct {
  /** The base URL, without a trailing slash. */
  readonly url: string;
  readonly metrics: ApiMetrics;
  /** What the custom domain's DNS record must point to; undefined without one. */
  readonly domainTarget: string | undefined;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { settings, routes } = props;
    refuseReusedScopes(props);
    const authorizer = new TokenAuthorizer(this, 'Authorizer', {
      handler: props.authorizer,
      authorizerName: 'jwt',
      validationRegex: bearerJwt,
      resultsCacheTtl: Duration.seconds(settings.authorizerResultTtlSeconds),
    });
    const name = Stack.of(this).stackName;
    const api = new RestApi(this, 'Api', {
      restApiName: name,
      description: 'Behind Zuplo: verifies its JWTs',
      endpointTypes: [EndpointType.REGIONAL],
      // An account has one role for the logs of all its REST APIs; without one, no stage may log.
      cloudWatchRole: settings.cloudWatchRole === 'create',
      // Protected unless a route says otherwise, so that nothing added later is open by oversight.
      defaultMethodOptions: { authorizationType: AuthorizationType.CUSTOM, authorizer },
      disableExecuteApiEndpoint: settings.domainName !== '',
      ...(settings.domainName !== '' && { domainName: this.domain(settings) }),
      deployOptions: {
        stageName: settings.stage,
        accessLogDestination: new LogGroupLogDestination(props.accessLog),
        accessLogFormat: AccessLogFormat.custom(accessLogFormat('rest')),
        tracingEnabled: settings.tracing,
        throttlingRateLimit: settings.throttleRatePerSecond,
        throttlingBurstLimit: settings.throttleBurst,
        methodOptions: routeThrottles(routes),
      },
    });
    // CDK's own output of the URL; the stack has one for both flavours.
    api.node.tryRemoveChild('Endpoint');
    this.addRoutes(api, props);
    addRefusals(api, settings);
    for (const finding of [noExecutionLog, noBodyToValidate, notCognito, noFirewall])
      acknowledge(finding, api);
    if (settings.cloudWatchRole === 'create') acknowledge(accountsLoggingRole, api);
    this.url =
      settings.domainName === ''
        ? `https://${api.restApiId}.execute-api.${api.stack.region}.${api.stack.urlSuffix}/${settings.stage}`
        : `https://${settings.domainName}`;
    this.domainTarget = api.domainName?.domainNameAliasDomainName;
    this.metrics = restApiMetrics(name, settings.stage);
  }

  private addRoutes(api: RestApi, { routes, handlers, settings }: ApiProps): void {
    for (const route of routes) {
      const handler = handlers.get(route.handler);
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
    if (settings.corsOrigins.length === 0) return;
    for (const path of new Set(routes.map((route) => route.path))) {
      const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
      const preflight = api.root.resourceForPath(path).addCorsPreflight({
        allowOrigins: [...settings.corsOrigins],
        allowMethods: methods,
        allowHeaders: ['authorization', 'content-type'],
      });
      acknowledge(publicRoute, preflight);
    }
  }

  private domain({ domainName, certificateArn }: DeploymentSettings): DomainNameOptions {
    return {
      domainName,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    };
  }
}

/** A REST API reuses a verdict by the token alone: one route's would count for all. */
function refuseReusedScopes({ routes, settings: { authorizerResultTtlSeconds } }: ApiProps): void {
  const scoped = Object.keys(routeScopes(routes));
  if (authorizerResultTtlSeconds > 0 && scoped.length > 0) {
    throw new SettingsError([
      `authorizerResultTtlSeconds: given ${authorizerResultTtlSeconds}; it must be 0 with api=rest, where a route ` +
        'asks for scopes: API Gateway would reuse the verdict for one route on every other',
    ]);
  }
}
