import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { corsEnvironment } from '../contract/cors.ts';
import { encodeHandlerSettings } from '../contract/leeway.ts';
import { encodeAuthorizerSettings } from '../contract/settings.ts';
import { checkRoutes, handlerFile } from './api/check-routes.ts';
import { JwtHttpApi } from './api/http-api.ts';
import { JwtRestApi } from './api/rest-api.ts';
import { type Route, routeKey, routeScopes } from './api/route.ts';
import { GradualDeployment } from './gradual-deployment.ts';
import { functionsByName } from './observability/monitored-resources.ts';
import { Observability } from './observability/observability.ts';
import { pascalCase } from './pascal-case.ts';
import { ServiceFunction } from './service-function.ts';
import { ServiceLogGroup } from './service-log-group.ts';
import type { DeploymentSettings } from './settings/deployment-settings.ts';

export interface ApiStackProps {
  readonly settings: DeploymentSettings;
  readonly routes: readonly Route[];
  /** The folder that holds a folder with a `handler.ts` for each handler. @default lambdas */
  readonly handlersFolder?: string;
}

/** The service: the authorizer, a function for each handler, an HTTP or REST API, logs, metrics and alarms. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, props: ApiStackProps) {
    const { settings, routes } = props;
    checkRoutes(routes, settings.api, props.handlersFolder);
    super(scope, id, {
      stackName: settings.stackName,
      description: 'API behind Zuplo: API Gateway with a Lambda authorizer that verifies JWTs',
      terminationProtection: settings.terminationProtection,
    });
    for (const [key, value] of Object.entries(settings.tags)) Tags.of(this).add(key, value);
    const authorizer = this.authorizerFunction(props);
    const handlers = new Map(
      Array.from(new Set(routes.map((route) => route.handler)), (handler) => [
        handler,
        this.handlerFunction(handler, props),
      ]),
    );
    const accessLog = new ServiceLogGroup(this, 'AccessLog', settings);
    const Api = settings.api === 'http' ? JwtHttpApi : JwtRestApi;
    const api = new Api(this, settings.api === 'http' ? 'HttpApi' : 'RestApi', {
      routes,
      handlers: new Map(Array.from(handlers, ([name, { live }]) => [name, invocable(live)])),
      authorizer: invocable(authorizer.live),
      accessLog,
      settings,
    });
    const { alarms } = new Observability(this, 'Observability', {
      api: api.metrics,
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
    this.output('AuthorizerFunctionName', authorizer.functionName);
    this.output('DomainTarget', api.domainTarget, "Target of the custom domain's DNS record");
    this.output(
      'PageTopicArn',
      alarms?.topics.page.topicArn,
      'Topic of alarms that need attention now',
    );
    this.output('NoticeTopicArn', alarms?.topics.notice.topicArn, 'Topic of alarms that can wait');
  }

  private authorizerFunction({ settings, routes }: ApiStackProps): ServiceFunction {
    return new ServiceFunction(this, 'Authorizer', {
      entry: handlerFile('authorizer'),
      description: 'Verifies JWTs of Zuplo, and allows or denies requests',
      settings,
      environment: encodeAuthorizerSettings(settings),
      constants: { ROUTE_SCOPES: routeScopes(routes) },
      // CPU comes with memory: the first JWKS fetch with its TLS handshake takes 0.2 s at 512 MB and 1 s at
      // 128 MB (docs/reports/benchmarks.md).
      memorySize: 512,
      reservedConcurrency: settings.authorizerReservedConcurrency,
      provisionedConcurrency: settings.authorizerProvisionedConcurrency,
    });
  }

  private handlerFunction(handler: string, props: ApiStackProps): ServiceFunction {
    const { settings, routes, handlersFolder } = props;
    const ownRoutes = routes.filter((route) => route.handler === handler);
    const readsCaller = ownRoutes.some((route) => route.access === 'protected');
    return new ServiceFunction(this, `${pascalCase(handler)}Handler`, {
      entry: handlerFile(handler, handlersFolder),
      // Lambda's limit is 256 characters.
      description: `Handles ${ownRoutes.map(routeKey).join(', ')}`.slice(0, 256),
      settings,
      environment: {
        ...(readsCaller && encodeHandlerSettings(settings)),
        ...(settings.api === 'rest' && corsEnvironment(settings.corsOrigins[0])),
      },
    });
  }

  private output(name: string, value: string | undefined, description?: string): void {
    if (value === undefined) return;
    new CfnOutput(this, name, { value, ...(description !== undefined && { description }) });
  }
}

/** The CDK's types contradict each other under exactOptionalPropertyTypes: `role?` is not `role: … | undefined`. */
function invocable(alias: Alias): IFunction {
  return alias as IFunction;
}
