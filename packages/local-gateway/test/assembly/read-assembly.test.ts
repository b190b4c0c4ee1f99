import { describe, expect, it } from 'vitest';
import { readCloudAssembly } from '../../src/assembly/cloud-assembly.ts';
import type { FunctionSettings } from '../../src/functions/function-settings.ts';
import { readServableApis } from '../../src/servable-apis.ts';
import { UserError } from '../../src/user-error.ts';
import { echo } from '../handlers.ts';
import { assemblyFolder } from '../served.ts';
import { httpApi, lambdaFunction, type Resources, restApi } from '../templates.ts';

function read(
  Resources: Resources,
  warn: (line: string) => void = () => {},
  sections: object = {},
): readonly FunctionSettings[] {
  const folder = assemblyFolder({ template: { ...sections, Resources }, code: { echo } });
  return readServableApis(readCloudAssembly(folder), warn).functions;
}

const Fn = lambdaFunction('echo');
const routes = { 'GET /': { function: 'Fn' }, 'GET /p': { function: 'Fn', authorizer: 'Auth' } };
const authorizers = { Auth: { function: 'Fn' } };
const http: Resources = { Fn, ...httpApi({ routes, authorizers }) };
const rest: Resources = { Fn, ...restApi({ methods: routes, authorizers }) };

/** Returns the resources with some properties of one of them changed. */
function changed(resources: Resources, id: string, properties: object): Resources {
  const resource = resources[id] as { readonly Properties: object };
  return {
    ...resources,
    [id]: { ...resource, Properties: { ...resource.Properties, ...properties } },
  };
}

const integration = (members: object): object => ({
  Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', ...members },
});

describe('An assembly is rejected with the name of the resource for', () => {
  it.each<[problem: string, api: Resources, resource: string, properties: object]>([
    ['an authorizer without authorization', http, 'Route1', { AuthorizationType: 'NONE' }],
    ['an authorizer that does not exist', http, 'Route1', { AuthorizerId: 'x' }],
    ['a duplicate route', http, 'Route1', { RouteKey: 'GET /' }],
    ['a malformed route key', http, 'Route0', { RouteKey: 'GET' }],
    ['an integration that does not exist', http, 'Route0', { Target: 'integrations/x' }],
    [
      'a function outside the assembly',
      http,
      'Integration0',
      { IntegrationUri: 'arn:aws:lambda:us-east-1:1:function:x' },
    ],
    ['a URI that invokes no function', http, 'Auth', { AuthorizerUri: 'https://example.com' }],
    ['an unknown identity source', http, 'Auth', { IdentitySource: ['$request.body.x'] }],
    ['an unknown payload format', http, 'Auth', { AuthorizerPayloadFormatVersion: '3.0' }],
    [
      'simple responses in payload format 1.0',
      http,
      'Auth',
      { AuthorizerPayloadFormatVersion: '1.0', EnableSimpleResponses: true },
    ],
    ['a stage without a deployment', http, 'Stage', { AutoDeploy: false }],
    [
      'a path parameter as identity source',
      rest,
      'Auth',
      { Type: 'REQUEST', IdentitySource: 'method.request.path.x' },
    ],
    [
      'caching without an identity source',
      rest,
      'Auth',
      { Type: 'REQUEST', IdentitySource: '', AuthorizerResultTtlInSeconds: 1 },
    ],
    ['a malformed validation expression', rest, 'Auth', { IdentityValidationExpression: '(' }],
    ['IAM authorization of a method', rest, 'Method1', { AuthorizationType: 'AWS_IAM' }],
    ['a method with an unused authorizer', rest, 'Method1', { AuthorizationType: 'NONE' }],
    ['a function invoked with GET', rest, 'Method0', integration({ IntegrationHttpMethod: 'GET' })],
    ['a mapped integration', rest, 'Method0', integration({ RequestParameters: {} })],
    ['code outside the assembly', http, 'Fn', { Code: { S3Key: 'elsewhere.zip' } }],
    ['a handler without its file', http, 'Fn', { Handler: 'main.handler' }],
  ])('%s', (_, api, resource, properties) => {
    const attempt = (): unknown => read(changed(api, resource, properties));
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(`Test/${resource} (AWS::`);
  });

  it.each<[problem: string, resources: Resources, message: string]>([
    ['an API without a stage', changed(http, 'Stage', { ApiId: 'another' }), 'it has no stage'],
    [
      'an unknown resource type of API Gateway',
      { ...http, New: { Type: 'AWS::ApiGatewayV2::New' } },
      'Test/New (AWS::ApiGatewayV2::New): this type is not emulated',
    ],
    [
      'an unknown mapping expression',
      {
        ...rest,
        Response: {
          Type: 'AWS::ApiGateway::GatewayResponse',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ResponseType: 'UNAUTHORIZED',
            ResponseParameters: { 'gatewayresponse.header.A': 'unquoted' },
          },
        },
      },
      'unquoted is not emulated; a constant needs single quotes',
    ],
  ])('%s', (_, resources, message) => {
    expect(() => read(resources)).toThrow(message);
  });

  it('a transform', () => {
    const Transform = 'AWS::Serverless-2016-10-31';
    expect(() => read(http, undefined, { Transform })).toThrow('transforms');
  });
});

describe('A cloud assembly', () => {
  it('needs a manifest', () => {
    expect(() => readCloudAssembly('/nowhere')).toThrow('/nowhere is not a cloud assembly');
  });

  it('needs an API', () => {
    expect(() => read({ Fn })).toThrow('the assembly has no HTTP or REST API (stacks: Test)');
  });

  it('may have functions of any kind that no API invokes', () => {
    const Other = lambdaFunction('other', { Runtime: 'python3.13', ImageConfig: {} });
    expect(read({ Other, ...http })).toHaveLength(1);
  });

  it('may have resources without an effect on responses', () => {
    const extra = {
      Account: { Type: 'AWS::ApiGateway::Account', Properties: {} },
      Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      Unless: { Type: 'AWS::ApiGatewayV2::New', Condition: 'Never' },
    };
    const Conditions = { Never: { 'Fn::Equals': [1, 2] } };
    expect(read({ ...http, ...extra }, undefined, { Conditions })).toHaveLength(1);
  });

  it('that cdk list wrote, whose asset is the project, is rejected', () => {
    const folder = assemblyFolder({ template: { Resources: http }, code: { echo } });
    const stacks = readCloudAssembly(folder).map((stack) => ({
      ...stack,
      assets: new Map([['echo.zip', { path: `${folder}/..`, packaging: 'zip' }]]),
    }));
    expect(() => readServableApis(stacks, () => {})).toThrow(/Test\/Fn .* run cdk synth again/);
  });

  it("gives a function the template's settings and Lambda's defaults", () => {
    const [settings] = read(http);
    expect(settings).toMatchObject({
      arn: 'arn:aws:lambda:us-east-1:123456789012:function:Test-Fn',
      name: 'Test-Fn',
      title: 'Fn',
      handler: 'index.handler',
      runtime: 'nodejs24.x',
      timeoutSeconds: 3,
      memoryMegabytes: 128,
      logFormat: 'Text',
    });
  });

  it('gets placeholders, with a warning, for environment values that exist on AWS only', () => {
    const warnings: string[] = [];
    const QUEUE = { 'Fn::GetAtt': ['Queue', 'QueueName'] };
    const Variables = { QUEUE, TABLE: { Ref: 'Table' }, N: 1 };
    const resources = {
      ...http,
      Fn: lambdaFunction('echo', { Environment: { Variables } }),
      Queue: { Type: 'AWS::SQS::Queue' },
      Table: { Type: 'AWS::DynamoDB::Table' },
    };
    const [settings] = read(resources, (line) => warnings.push(line));
    const placeholder = 'known-on-AWS-only:Queue.QueueName';
    expect(settings?.environment).toEqual({ QUEUE: placeholder, TABLE: 'Test-Table', N: '1' });
    expect(warnings).toContain(
      `Fn: Queue.QueueName exists on AWS only; its environment has ${placeholder}`,
    );
  });
});
