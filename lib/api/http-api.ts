import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
  HttpStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { publicRoute, suppress } from '../nag-suppressions.ts';
import { accessLogFormat } from '../observability/access-log.ts';
import { type ApiMetrics, httpApiMetrics } from '../observability/api-metrics.ts';
import type { DeploymentSettings } from '../settings/deployment-settings.ts';
import type { ApiProps } from './api-props.ts';
import { HttpDomain } from './http-domain.ts';
import { type Route, routeKey } from './route.ts';

/** An API Gateway HTTP API. AWS fixes the bodies of its 401 and 403 responses. */
export class JwtHttpApi extends Construct {
  /** The base URL, without a trailing slash. */
  readonly url: string;
  readonly metrics: ApiMetrics;
  /** Target of the custom domain's DNS record; undefined without a custom domain. */
  readonly domainTarget: string | undefined;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { settings, routes } = props;
    const domain =
      settings.domainName === '' ? undefined : new HttpDomain(this, 'Domain', settings);
    const api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      description: 'API behind Zuplo, with JWT authorizer',
      createDefaultStage: false,
      // Otherwise callers could bypass what protects the custom domain.
      disableExecuteApiEndpoint: domain !== undefined,
      ...(settings.corsOrigins.length > 0 && { corsPreflight: corsPreflight(settings, routes) }),
    });
    const httpRoutes = this.addRoutes(api, props);
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: {
        rateLimit: settings.throttleRatePerSecond,
        burstLimit: settings.throttleBurst,
      },
      accessLogSettings: {
        destination: { bind: () => ({ destinationArn: logGroupArn(props.accessLog) }) },
        format: AccessLogFormat.custom(accessLogFormat('http')),
      },
      ...(domain !== undefined && { domainMapping: { domainName: domain.resource } }),
    });
    throttleRoutes(stage, routes, httpRoutes);
    this.url = domain?.url ?? api.apiEndpoint;
    this.domainTarget = domain?.target;
    this.metrics = httpApiMetrics(api.apiId);
  }

  private addRoutes(api: HttpApi, props: ApiProps): readonly HttpRoute[] {
    return Array.from(props.handlers).flatMap(([handler, handlerFunction]) => {
      const integration = new HttpLambdaIntegration(handler, handlerFunction, {
        // One permission for the API: those of many routes exceed Lambda's 20 KB for a function's policy.
        scopePermissionToRoute: false,
      });
      const ownRoutes = props.routes.filter((route) => route.handler === handler);
      return ownRoutes.flatMap((route) => {
        const isPublic = route.access === 'public';
        const added = api.addRoutes({
          path: route.path,
          methods: [HttpMethod[route.method]],
          integration,
          authorizer: isPublic
            ? new HttpNoneAuthorizer()
            : props.authorizer.httpAuthorizer({ scopes: route.scopes ?? [] }),
        });
        if (isPublic) suppress(publicRoute, ...added);
        return added;
      });
    });
  }
}

/**
 * Returns the ARN as API Gateway stores it, without `:*` at the end: CloudFormation would report the CDK's
 * LogGroupLogDestination as drift.
 */
function logGroupArn(logGroup: ILogGroup): string {
  return Stack.of(logGroup).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: logGroup.logGroupName,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** API Gateway answers preflight requests and adds the headers to every response (Fetch, "CORS protocol"). */
function corsPreflight(settings: DeploymentSettings, routes: readonly Route[]) {
  return {
    allowOrigins: [...settings.corsOrigins],
    allowMethods: [...new Set(routes.map(({ method }) => CorsHttpMethod[method]))],
    allowHeaders: [...settings.corsHeaders],
    exposeHeaders: ['WWW-Authenticate'],
    maxAge: Duration.seconds(settings.corsMaxAgeSeconds),
    ...(settings.corsCredentials && { allowCredentials: true }),
  };
}

/** Sets the request limits of routes. The stage depends on the routes that it names. */
function throttleRoutes(
  stage: HttpStage,
  routes: readonly Route[],
  httpRoutes: readonly HttpRoute[],
): void {
  const throttled = routes.flatMap(({ throttle, ...route }) =>
    throttle ? [{ throttle, route }] : [],
  );
  if (throttled.length === 0) return;
  const resource = stage.node.defaultChild;
  if (!(resource instanceof CfnStage)) throw new Error('the stage has no CfnStage');
  resource.routeSettings = Object.fromEntries(
    throttled.map(({ throttle, route }) => [
      routeKey(route),
      { ThrottlingRateLimit: throttle.ratePerSecond, ThrottlingBurstLimit: throttle.burst },
    ]),
  );
  stage.node.addDependency(...httpRoutes);
}
