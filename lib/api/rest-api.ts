import { Duration, Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  CfnRestApi,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import {
  noCognito,
  noExecutionLog,
  noRequestValidation,
  noWebAcl,
  publicRoute,
  suppress,
} from '../nag-suppressions.ts';
import { accessLogFormat } from '../observability/access-log.ts';
import { type ApiMetrics, restApiMetrics } from '../observability/api-metrics.ts';
import type { OperationSettings } from '../settings/operation-settings.ts';
import type { ApiProps } from './api-props.ts';
import { restCorsOptions } from './cors.ts';
import { restDomain, restTls } from './rest-domain.ts';
import { routeThrottles } from './rest-throttles.ts';

/** An API Gateway REST API. Its gateway responses have our own 401 and 403 bodies. */
export class JwtRestApi extends Construct {
  /** The base URL, without a trailing slash. */
  readonly url: string;
  readonly metrics: ApiMetrics;
  /** Target of the custom domain's DNS record; undefined without a custom domain. */
  readonly domainTarget: string | undefined;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { settings, routes } = props;
    const authorizer = props.authorizer.restAuthorizer();
    const name = Stack.of(this).stackName;
    const api = new RestApi(this, 'Api', {
      restApiName: name,
      description: 'API behind Zuplo, with JWT authorizer',
      endpointTypes: [EndpointType.REGIONAL],
      // The account has one role for the logs of all its REST APIs: lib/account-stack.ts.
      cloudWatchRole: false,
      // Protected by default, so that a method added elsewhere is not public by mistake.
      defaultMethodOptions: { authorizationType: AuthorizationType.CUSTOM, authorizer },
      disableExecuteApiEndpoint: settings.domainName !== '',
      ...(settings.domainName !== '' && { domainName: restDomain(this, settings) }),
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
    // The CDK's own output of the URL; the stack has one for both API types.
    api.node.tryRemoveChild('Endpoint');
    setTls(api, settings);
    if (settings.webAclArn === '') suppress(noWebAcl, api);
    else
      new CfnWebACLAssociation(this, 'WebAcl', {
        resourceArn: api.deploymentStage.stageArn,
        webAclArn: settings.webAclArn,
      });
    this.addRoutes(api, props);
    const cors = restCorsOptions(settings);
    props.authorizer.addGatewayResponses(api, {
      realm: settings.realm,
      ...(cors && { corsOrigin: cors.origin, corsCredentials: cors.credentials }),
    });
    for (const finding of [noExecutionLog, noRequestValidation, noCognito]) suppress(finding, api);
    this.url =
      settings.domainName === ''
        ? `https://${api.restApiId}.execute-api.${api.stack.region}.${api.stack.urlSuffix}/${settings.stage}`
        : `https://${settings.domainName}`;
    this.domainTarget = api.domainName?.domainNameAliasDomainName;
    this.metrics = restApiMetrics(name, settings.stage);
  }

  private addRoutes(api: RestApi, { routes, handlers, settings, authorizer }: ApiProps): void {
    for (const route of routes) {
      const handler = handlers.get(route.handler);
      if (handler === undefined) throw new Error(`no function for handler ${route.handler}`);
      const isPublic = route.access === 'public';
      const method = api.root.resourceForPath(route.path).addMethod(
        route.method,
        // One permission for the API: those of many methods exceed Lambda's 20 KB for a function's policy.
        new LambdaIntegration(handler, { scopePermissionToMethod: false }),
        isPublic ? { authorizationType: AuthorizationType.NONE } : {},
      );
      if (isPublic) suppress(publicRoute, method);
      else authorizer.requireScopes(method, route.scopes ?? []);
    }
    if (settings.corsOrigins.length === 0) return;
    for (const path of new Set(routes.map((route) => route.path))) {
      const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
      const preflight = api.root.resourceForPath(path).addCorsPreflight({
        allowOrigins: [...settings.corsOrigins],
        allowMethods: methods,
        allowHeaders: [...settings.corsHeaders],
        maxAge: Duration.seconds(settings.corsMaxAgeSeconds),
        allowCredentials: settings.corsCredentials,
      });
      suppress(publicRoute, preflight);
    }
  }
}

/** The CDK's RestApi has no property for it. */
function setTls(api: RestApi, settings: OperationSettings): void {
  const resource = api.node.defaultChild;
  if (!(resource instanceof CfnRestApi)) throw new Error('the API has no CfnRestApi');
  Object.assign(resource, restTls(settings));
}
