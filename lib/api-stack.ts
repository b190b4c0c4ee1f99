import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { authorizerEnvironment, handlerEnvironment } from '../contract/authorizer-environment.ts';
import type { DeploymentSettings } from './deployment-settings.ts';
import { JwtHttpApi } from './http-api.ts';
import { JwtRestApi } from './rest-api.ts';
import { type Route, routeKey, routeScopes } from './routes.ts';
import { ServiceFunction } from './service-function.ts';

export interface ApiStackProps {
  readonly settings: DeploymentSettings;
  readonly routes: readonly Route[];
}

/** The whole service: an authorizer, a function per handler, and an API of the chosen flavour in front. */
export class ApiStack extends Stack {
  constructor(scope: Construct, id: string, { settings, routes }: ApiStackProps) {
    super(scope, id, {
      stackName: settings.stackName,
      description: 'API behind Zuplo: API Gateway with a Lambda authorizer that verifies JWTs',
    });
    const authorizer = new ServiceFunction(this, 'Authorizer', {
      handler: 'authorizer',
      description: 'Decides whether a request may pass, by the JWT that it carries',
      environment: authorizerEnvironment(settings),
      constants: { ROUTE_SCOPES: routeScopes(routes) },
      // Verifying is pure CPU, and CPU comes with memory: the first key fetch with its TLS
      // handshake takes a fifth of a second at 512 MB and a whole one at 128 MB.
      memorySize: 512,
    });
    const handlers = new Map<string, IFunction>();
    for (const handler of new Set(routes.map((route) => route.handler))) {
      handlers.set(handler, this.handlerFunction(handler, { settings, routes }));
    }
    const parts = {
      routes,
      handlers,
      authorizer,
      authorizerCacheSeconds: settings.authorizerCacheSeconds,
    };
    const api =
      settings.api === 'http'
        ? new JwtHttpApi(this, 'HttpApi', parts)
        : new JwtRestApi(this, 'RestApi', { ...parts, realm: settings.realm });
    new CfnOutput(this, 'ApiUrl', { value: api.url, description: 'Where the API answers' });
    new CfnOutput(this, 'ApiFlavour', { value: settings.api });
    new CfnOutput(this, 'AuthorizerFunctionName', { value: authorizer.functionName });
  }

  private handlerFunction(handler: string, { settings, routes }: ApiStackProps): ServiceFunction {
    const answered = routes.filter((route) => route.handler === handler);
    const knowsCaller = answered.some((route) => route.access === 'protected');
    return new ServiceFunction(this, constructId(handler), {
      handler,
      // Lambda takes 256 characters.
      description: `Answers ${answered.map(routeKey).join(', ')}`.slice(0, 256),
      environment: knowsCaller ? handlerEnvironment(settings) : {},
    });
  }
}

/** `orders-list` → `OrdersListHandler`. */
function constructId(handler: string): string {
  return `${handler.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}Handler`;
}
