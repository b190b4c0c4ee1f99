import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { encodeHandlerSettings } from '../contract/leeway.ts';
import { corsEnvironment } from '../contract/response-headers.ts';
import { checkRoutes, handlerFile } from './api/check-routes.ts';
import { restCorsOptions } from './api/cors.ts';
import { JwtHttpApi } from './api/http-api.ts';
import { JwtRestApi } from './api/rest-api.ts';
import { type Route, routeKey } from './api/route.ts';
import { GradualDeployment } from './gradual-deployment.ts';
import { checkLimits } from './limits/check-limits.ts';
import { suppress, xrayTakesNoResource } from './nag-suppressions.ts';
import { functionsByName, type MonitoredFunction } from './observability/monitored-resources.ts';
import { Observability } from './observability/observability.ts';
import { pascalCase } from './pascal-case.ts';
import { ServiceFunction } from './service-function.ts';
import { ServiceLogGroup } from './service-log-group.ts';
import type { DeploymentSettings } from './settings/deployment-settings.ts';
import { environmentOf } from './settings/environment-settings.ts';
import { ZuploAuthorizer } from './zuplo-authorizer.ts';

export interface ApiStackProps {
  readonly settings: DeploymentSettings;
  readonly routes: readonly Route[];
  /** The folder that holds a folder with a `handler.ts` for each handler. @default lambdas */
  readonly handlersFolder?: string;
}

/** The service: the authorizer, a function for each handler, an HTTP or REST API, logs, metrics and alarms. */
export class ApiStack extends Stack {
  /**
   * @throws {RoutesError} for routes that API Gateway would reject
   * @throws {LimitsError} for a stack that is too large to deploy
   */
  constructor(scope: Construct, id: string, props: ApiStackProps) {
    const { settings, routes } = props;
    checkRoutes(routes, settings.api, props.handlersFolder);
    super(scope, id, {
      env: environmentOf(settings),
      stackName: settings.stackName,
      description: 'API behind Zuplo: API Gateway with a Lambda authorizer that verifies JWTs',
      terminationProtection: settings.terminationProtection,
    });
    for (const [key, value] of Object.entries(settings.tags)) Tags.of(this).add(key, value);
    const zuplo = this.authorizer(settings);
    const authorizer = { function: zuplo.function, live: zuplo.live, memoryMb: authorizerMemoryMb };
    const handlers = new Map(
      Array.from(new Set(routes.map((route) => route.handler)), (handler) => [
        handler,
        this.handlerFunction(handler, props),
      ]),
    );
    const accessLog = new ServiceLogGroup(this, 'AccessLog', settings, accessLogName(settings));
    const Api = settings.api === 'http' ? JwtHttpApi : JwtRestApi;
    const api = new Api(this, settings.api === 'http' ? 'HttpApi' : 'RestApi', {
      routes,
      handlers: new Map(Array.from(handlers, ([name, { live }]) => [name, live as IFunction])),
      authorizer: zuplo,
      accessLog,
      settings,
    });
    const { alarms } = new Observability(this, 'Observability', {
      api: api.metrics,
      zuplo,
      authorizer,
      handlers,
      accessLog,
      settings,
    });
    const { canaryMinutes } = settings;
    if (canaryMinutes > 0 && alarms !== undefined) {
      const functions = functionsByName({ authorizer, handlers });
      new GradualDeployment(this, 'Gradual', { functions, alarms, canaryMinutes });
    }
    this.output('ApiUrl', api.url, 'Base URL of the API');
    this.output('ApiType', settings.api);
    this.output('AuthorizerFunctionName', zuplo.function.functionName);
    this.output('DomainTarget', api.domainTarget, "Target of the custom domain's DNS record");
    this.output(
      'PageTopicArn',
      alarms?.topics.page.topicArn,
      'Topic of alarms that need attention now',
    );
    this.output('NoticeTopicArn', alarms?.topics.notice.topicArn, 'Topic of alarms that can wait');
    checkLimits(this);
  }

  private authorizer(settings: DeploymentSettings): ZuploAuthorizer {
    const zuplo = new ZuploAuthorizer(this, 'Authorizer', {
      ...authorizerProps(settings),
      authorizerResultTtlSeconds: settings.authorizerResultTtlSeconds,
      logGroup: new ServiceLogGroup(this, 'AuthorizerLogs', settings),
      memorySize: authorizerMemoryMb,
      reservedConcurrency: settings.authorizerReservedConcurrency,
      provisionedConcurrency: settings.authorizerProvisionedConcurrency,
      tracing: settings.tracing,
      metricNamespace: settings.stackName,
    });
    if (settings.tracing) suppress(xrayTakesNoResource, zuplo);
    return zuplo;
  }

  private handlerFunction(handler: string, props: ApiStackProps): MonitoredFunction {
    const { settings, routes, handlersFolder } = props;
    const ownRoutes = routes.filter((route) => route.handler === handler);
    const readsCaller = ownRoutes.some((route) => route.access === 'protected');
    const service = new ServiceFunction(this, `${pascalCase(handler)}Handler`, {
      entry: handlerFile(handler, handlersFolder),
      description: handlerDescription(ownRoutes),
      settings,
      environment: {
        ...(readsCaller && encodeHandlerSettings(settings)),
        ...(settings.api === 'rest' && corsEnvironment(restCorsOptions(settings))),
      },
    });
    return { function: service, live: service.live, memoryMb: service.memoryMb };
  }

  private output(name: string, value: string | undefined, description?: string): void {
    if (value === undefined) return;
    new CfnOutput(this, name, { value, ...(description !== undefined && { description }) });
  }
}

/**
 * CPU comes with memory: the first JWKS fetch with its TLS handshake takes 0.2 s at 512 MB and 1 s at 128 MB
 * (docs/reports/benchmarks.md).
 */
const authorizerMemoryMb = 512;

/** Names the routes as far as Lambda's limit of 256 characters allows. */
function handlerDescription(routes: readonly Route[]): string {
  const all = `Handles ${routes.map(routeKey).join(', ')}`;
  return all.length <= 256 ? all : `${all.slice(0, 255)}…`;
}

/**
 * Returns the name of the access log's group, undefined for a generated one. API Gateway permits itself to write each
 * HTTP API's log in one policy of 5,120 characters for the account, which many stages would fill; groups with this
 * prefix share one statement. A log that outlives its stack has a generated name: a new stack needs another.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
 */
function accessLogName({ api, removal, stackName }: DeploymentSettings): string | undefined {
  return api === 'http' && removal === 'destroy'
    ? `/aws/vendedlogs/${stackName}/access`
    : undefined;
}

/** Returns the settings of the authorizer itself: `issuers`, or its short form. */
function authorizerProps(settings: DeploymentSettings) {
  const { issuer, audience, algorithms, issuers } = settings;
  return {
    ...(issuers.length > 0 ? { issuers } : { issuer, audience, algorithms }),
    deniedSubjects: settings.deniedSubjects,
    leewaySeconds: settings.leewaySeconds,
    maxTokenLifetimeSeconds: settings.maxTokenLifetimeSeconds,
    forwardClaims: settings.forwardClaims,
    jwksRefreshSeconds: settings.jwksRefreshSeconds,
    jwksMaxStaleSeconds: settings.jwksMaxStaleSeconds,
    jwksTimeoutMilliseconds: settings.jwksTimeoutMilliseconds,
  };
}
