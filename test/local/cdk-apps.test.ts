import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type ServedAssembly, serveAssembly } from 'local-gateway/serve-assembly';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../../packages/local-gateway/test/served.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'cdk-apps-'));
const origins = ['https://a.example', 'https://b.example'];
let served: ServedAssembly;

beforeAll(async () => {
  const code = path.join(folder, 'code');
  mkdirSync(code);
  writeFileSync(
    path.join(code, 'index.mjs'),
    'export const handler = async () => ({ statusCode: 200, body: process.env.AWS_REGION });',
  );
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ outdir: path.join(folder, 'cdk.out'), context });
  for (const region of ['eu-west-1', 'us-east-1']) createStacks(app, region, Code.fromAsset(code));
  app.synth();
  served = await serveAssembly({ folder: path.join(folder, 'cdk.out'), port: 0, log: () => {} });
});
afterAll(async () => {
  await served?.close();
  rmSync(folder, { recursive: true });
});

/** A function in one stack, and two APIs in another; the names of the stacks are not unique. */
function createStacks(app: App, region: string, code: Code): void {
  const env = { account: '111122223333', region };
  const functions = new Stack(app, `Functions-${region}`, { env, stackName: 'functions' });
  const runtime = Runtime.NODEJS_24_X;
  const fn = new LambdaFunction(functions, 'Fn', { code, handler: 'index.handler', runtime });
  const apis = new Stack(app, `Apis-${region}`, { env, stackName: 'apis' });
  const rest = new RestApi(apis, 'Rest', {
    defaultCorsPreflightOptions: { allowOrigins: origins },
  });
  rest.root.addMethod('GET', new LambdaIntegration(fn));
  const http = new HttpApi(apis, 'Http');
  const integration = new HttpLambdaIntegration('Integration', fn);
  http.addRoutes({ path: '/open', methods: [HttpMethod.GET], integration });
  const authorizer = new HttpJwtAuthorizer('Jwt', 'https://issuer.example', { jwtAudience: ['a'] });
  http.addRoutes({ path: '/closed', methods: [HttpMethod.GET], integration, authorizer });
}

/** Returns the URL of an API in a region. */
function url(name: 'Rest' | 'Http', region: string): string {
  return `${served.apis.find((api) => api.name === `${name} (Apis-${region})`)?.url}`;
}

describe.each(['eu-west-1', 'us-east-1'])(
  'A CDK app with the recommended feature flags and stacks of the same names in %s',
  (region) => {
    it.each(origins)('answers a preflight request of %s with this origin', async (origin) => {
      const headers = { Origin: origin, 'Access-Control-Request-Method': 'GET' };
      const preflight = await send(url('Rest', region), '/', { method: 'OPTIONS', headers });
      expect(preflight.headers['access-control-allow-origin']).toBe(origin);
    });

    it('invokes the function of its region, which is in another stack', async () => {
      expect((await send(url('Rest', region), '/')).body).toBe(region);
      expect((await send(url('Http', region), '/open')).body).toBe(region);
    });

    it('keeps a route closed whose authorizer is not emulated', async () => {
      const closed = await send(url('Http', region), '/closed');
      expect(closed.status).toBe(501);
      expect(JSON.parse(closed.body).reason).toMatch(
        /^apis\/HttpJwt\w+ \(AWS::ApiGatewayV2::Authorizer\): JWT authorizers are not emulated/,
      );
    });
  },
);
