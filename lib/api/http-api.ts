import { Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type HttpRoute,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Construct } from 'constructs';
import { acknowledge, publicRoute } from '../nag-suppressions.ts';
import { accessLogFormat } from '../observability/access-log.ts';
import { type ApiMetrics, httpApiMetrics } from '../observability/api-metrics.ts';
import { type Route, routeKey } from '../routes.ts';
import type { DeploymentSettings } from '../settings/deployment-settings.ts';
import type { ApiProps } from './api-props.ts';
import { HttpDomain } from './http-domain.ts';
import { RequestAuthorizer } from './request-authorizer.ts';

/** The `http` flavour: an API Gateway HTTP API. AWS fixes what its refusals say. */
export class JwtHttpApi extends Construct {
  /** The base URL, without a trailing slash. */
  readonly url: string;
  readonly metrics: ApiMetrics;
  /** What the custom domain's DNS record must point to; undefined without one. */
  readonly domainTarget: string | undefined;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    const { settings, routes } = props;
    const domain =
      settings.domainName === '' ? undefined : new HttpDomain(this, 'Domain', settings);
    const api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      description: 'Behind Zuplo: verifies its JWTs',
      createDefaultStage: false,
      // A domain of one's own is bypassed by the other one: firewalls and certificates stand at the former.
      disableExecuteApiEndpoint: domain !== undefined,
      ...(settings.corsOrigins.length > 0 && { corsPreflight: corsPreflight(settings, routes) }),
    });
    const added = this.addRoutes(api, props);
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: {
        rateLimit: settings.throttleRatePerSecond,
        burstLimit: settings.throttleBurst,
      },
      accessLogSettings: {
        destination: new LogGroupLogDestination(props.accessLog),
        format: AccessLogFormat.custom(accessLogFormat('http')),
      },
      ...(domain !== undefined && { domainMapping: { domainName: domain.resource } }),
    });
    throttleRoutes(stage, routes, added);
    this.url = domain?.url ?? api.apiEndpoint;
    this.domainTarget = domain?.target;
    this.metrics = httpApiMetrics(api.apiId);
  }

  private addRoutes(api: HttpApi, props: ApiProps): readonly HttpRoute[] {
    const authorizer = new RequestAuthorizer(this, 'Authorizer', {
      api,
      authorizer: props.authorizer,
      authorizerResultTtlSeconds: props.settings.authorizerResultTtlSeconds,
    });
    return Array.from(props.handlers).flatMap(([handler, handlerFunction]) => {
      const integration = new HttpLambdaIntegration(handler, handlerFunction);
      const answered = props.routes.filter((route) => route.handler === handler);
      return answered.flatMap((route) => {
        const isPublic = route.access === 'public';
        const added = api.addRoutes({
          path: route.path,
          methods: [HttpMethod[route.method]],
          integration,
          authorizer: isPublic ? new HttpNoneAuthorizer() : authorizer,
        });
        if (isPublic) acknowledge(publicRoute, ...added);
        return added;
      });
    });
  }
}

/** API Gateway answers preflights itself, and puts the headers on every answer (Fetch, "CORS protocol"). */
function corsPreflight({ corsOrigins }: DeploymentSettings, routes: readonly Route[]) {
  return {
    allowOrigins: [...corsOrigins],
    allowMethods: [...new Set(routes.map(({ method }) => CorsHttpMethod[method]))],
    allowHeaders: ['authorization', 'content-type'],
  };
}

/** Routes with a limit of their own. The stage cannot be made before the routes that it names. */
function throttleRoutes(
  stage: HttpStage,
  routes: readonly Route[],
  added: readonly HttpRoute[],
): void {
  const own = routes.flatMap(({ throttle, ...route }) => (throttle ? [{ throttle, route }] : []));
  if (own.length === 0) return;
  const resource = stage.node.defaultChild;
  if (!(resource instanceof CfnStage)) throw new Error('an HTTP stage is no CfnStage');
  resource.routeSettings = Object.fromEntries(
    own.map(({ throttle, route }) => [
      routeKey(route),
      { ThrottlingRateLimit: throttle.ratePerSecond, ThrottlingBurstLimit: throttle.burst },
    ]),
  );
  stage.node.addDependency(...added);
}
