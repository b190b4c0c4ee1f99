import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { corsEnvironment } from '../contract/cors.ts';
import { encodeAuthorizerSettings, encodeHandlerSettings } from '../contract/settings.ts';
import { JwtHttpApi } from './api/http-api.ts';
import { JwtRestApi } from './api/rest-api.ts';
import { GradualDeployment } from './gradual-deployment.ts';
import { functionsByName } from './observability/monitored-resources.ts';
import { Observability } from './observability/observability.ts';
import { pascalCase } from './pascal-case.ts';
import { checkThrottles, type Route, routeKey, routeScopes } from './routes.ts';
import { ServiceFunction } from './service-function.ts';
import { ServiceLogGroup } from './service-log-group.ts';
import type { DeploymentSettings } from './settings/deployment-settings.ts';

export interface ApiStackProps {
  readonly settings: DeploymentSettings;
  readonly routes: readonly Route[];
}

/** The whole service: an authorizer, a function per handler, an API of the chosen flavour in front, and an eye on it all. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, props: ApiStackProps) {
    const { settings, routes } = props;
    checkThrottles(routes);
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
    this.output('ApiUrl', api.url, 'Where the API answers');
    this.output('ApiTypeName', settings.api);
    this.output('AuthorizerFunctionName', authorizer.functionName);
    this.output('DomainTarget', api.domainTarget, "What the domain's DNS record must point to");
    this.output('PageTopicArn', alarms?.topics.page.topicArn, 'Alarms that somebody must see now');
    this.output('NoticeTopicArn', alarms?.topics.notice.topicArn, 'Alarms that can wait');
  }

  private authorizerFunction({ settings, routes }: ApiStackProps): ServiceFunction {
    return new ServiceFunction(this, 'Authorizer', {
      handler: 'authorizer',
      description: 'Decides whether a request may pass, by the JWT that it carries',
      settings,
      environment: encodeAuthorizerSettings(settings),
      constants: { ROUTE_SCOPES: routeScopes(routes) },
      // Verifying is pure CPU, and CPU comes with memory: the first key fetch with its TLS
      // handshake takes a fifth of a second at 512 MB and a whole one at 128 MB.
      memorySize: 512,
      reservedConcurrency: settings.authorizerReservedConcurrency,
      provisionedConcurrency: settings.authorizerProvisionedConcurrency,
    });
  }

  private handlerFunction(handler: string, { settings, routes }: ApiStackProps): ServiceFunction {
    const answered = routes.filter((route) => route.handler === handler);
    const knowsCaller = answered.some((route) => route.access === 'protected');
    return new ServiceFunction(this, `${pascalCase(handler)}Handler`, {
      handler,
      // Lambda takes 256 characters.
      description: `Answers ${answered.map(routeKey).join(', ')}`.slice(0, 256),
      settings,
      environment: {
        ...(knowsCaller && encodeHandlerSettings(settings)),
        ...(settings.api === 'rest' && corsEnvironment(settings.corsOrigins[0])),
      },
    });
  }

  private output(name: string, value: string | undefined, description?: string): void {
    if (value === undefined) return;
    new CfnOutput(this, name, { value, ...(description !== undefined && { description }) });
  }
}

/** The CDK's own types disagree under exactOptionalPropertyTypes: `role?` is not `role: … | undefined`. */
function invocable(alias: Alias): IFunction {
  return alias as IFunction;
}
