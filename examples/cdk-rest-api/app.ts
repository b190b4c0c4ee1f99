import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ZuploAuthorizer } from 'cdk-zuplo-authorizer';

// A REST API, and the authorizer on all its methods: npx cdk deploy --app 'node app.ts' -c issuer=… -c audience=…
// An ES module ("type": "module" in package.json), for Node.js 22.18 or newer.

const app = new App();
const stack = new Stack(app, 'OrdersRestApi');
const handler = new LambdaFunction(stack, 'Handler', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: Code.fromAsset(join(import.meta.dirname, 'handler')),
});

const zuplo = new ZuploAuthorizer(stack, 'Zuplo', {
  issuer: app.node.tryGetContext('issuer'),
  audience: app.node.tryGetContext('audience'),
});

const api = new RestApi(stack, 'Api', {
  defaultMethodOptions: { authorizer: zuplo.restAuthorizer() },
});
zuplo.addGatewayResponses(api, { realm: 'orders' });
const orders = api.root.addResource('orders');
orders.addMethod('GET', new LambdaIntegration(handler));
zuplo.requireScopes(orders.addMethod('POST', new LambdaIntegration(handler)), ['orders:write']);

zuplo.addAlarms();
