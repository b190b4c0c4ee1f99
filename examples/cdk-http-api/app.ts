import { join } from 'node:path';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { ZuploAuthorizer } from 'cdk-zuplo-authorizer';

// An HTTP API, and the authorizer on all its routes: npx cdk deploy --app 'node app.ts' -c issuer=… -c audience=…
// An ES module ("type": "module" in package.json), for Node.js 22.18 or newer.

const app = new App();
const stack = new Stack(app, 'OrdersHttpApi');
const handler = new LambdaFunction(stack, 'Handler', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: Code.fromAsset(join(import.meta.dirname, 'handler')),
});

const zuplo = new ZuploAuthorizer(stack, 'Zuplo', {
  issuer: app.node.tryGetContext('issuer'),
  audience: app.node.tryGetContext('audience'),
});

const api = new HttpApi(stack, 'Api', { defaultAuthorizer: zuplo.httpAuthorizer() });
const integration = new HttpLambdaIntegration('Handler', handler);
api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration });
api.addRoutes({
  path: '/orders',
  methods: [HttpMethod.POST],
  integration,
  authorizer: zuplo.httpAuthorizer({ scopes: ['orders:write'] }),
});

zuplo.addAlarms();
new CfnOutput(stack, 'ApiUrl', { value: api.apiEndpoint });
