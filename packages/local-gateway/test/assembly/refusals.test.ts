import { afterEach, describe, expect, it } from 'vitest';
import { readCloudAssembly } from '../../src/assembly/cloud-assembly.ts';
import type { FunctionSettings } from '../../src/functions/function-settings.ts';
import { readServableApis } from '../../src/servable-apis.ts';
import { UserError } from '../../src/user-error.ts';
import { removeAssembly, writeAssembly } from '../assembly-folder.ts';
import { echo } from '../handlers.ts';
import { httpApi, lambdaFunction, type Resources, restApi } from '../templates.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) removeAssembly(folder);
});

function read(
  Resources: Resources,
  note: (line: string) => void = () => {},
  more: object = {},
): readonly FunctionSettings[] {
  const folder = writeAssembly({ template: { ...more, Resources }, code: { echo } });
  folders.push(folder);
  return readServableApis(readCloudAssembly(folder), note).functions;
}

const Fn = lambdaFunction('echo');
const http = httpApi({
  routes: { 'GET /': { function: 'Fn' }, 'GET /p': { function: 'Fn', authorizer: 'Auth' } },
  authorizers: { Auth: { function: 'Fn' } },
});
const rest = restApi({
  methods: { 'GET /': { function: 'Fn' }, 'GET /p': { function: 'Fn', authorizer: 'Auth' } },
  authorizers: { Auth: { function: 'Fn' } },
});

/** The resources with some properties of one of them changed. */
function changed(resources: Resources, id: string, properties: object): Resources {
  const resource = resources[id] as { Type: string; Properties: object };
  return {
    ...resources,
    [id]: { ...resource, Properties: { ...resource.Properties, ...properties } },
  };
}

const proxy = { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST' };

describe('what would change an answer and is not emulated is refused by its logical id', () => {
  it.each<[string, string, Resources]>([
    ['a native JWT authorizer', 'Test/Auth', changed(http, 'Auth', { AuthorizerType: 'JWT' })],
    [
      'IAM authorization of a route',
      'Test/Route1',
      changed(http, 'Route1', { AuthorizationType: 'AWS_IAM' }),
    ],
    [
      'an authorizer without authorization',
      'Test/Route1',
      changed(http, 'Route1', { AuthorizationType: 'NONE' }),
    ],
    [
      'authorization without an authorizer',
      'Test/Route1',
      changed(http, 'Route1', { AuthorizerId: 'x' }),
    ],
    ['scopes', 'Test/Route1', changed(http, 'Route1', { AuthorizationScopes: ['a'] })],
    ['a route key that is none', 'Test/Route0', changed(http, 'Route0', { RouteKey: 'GET' })],
    ['the same route twice', 'Test/Api', changed(http, 'Route1', { RouteKey: 'GET /' })],
    [
      'a target that is missing',
      'Test/Route0',
      changed(http, 'Route0', { Target: 'integrations/x' }),
    ],
    [
      'an HTTP proxy integration',
      'Test/Integration0',
      changed(http, 'Integration0', { IntegrationType: 'HTTP_PROXY' }),
    ],
    [
      'an integration by subtype',
      'Test/Integration0',
      changed(http, 'Integration0', { IntegrationSubtype: 'SQS-SendMessage' }),
    ],
    [
      'parameter mapping',
      'Test/Integration0',
      changed(http, 'Integration0', { RequestParameters: { 'overwrite:path': '/x' } }),
    ],
    [
      'a function elsewhere',
      'Test/Integration0',
      changed(http, 'Integration0', { IntegrationUri: 'arn:aws:lambda:us-east-1:1:function:x' }),
    ],
    [
      'a URI that is no function',
      'Test/Auth',
      changed(http, 'Auth', { AuthorizerUri: 'https://example.com' }),
    ],
    [
      'an unknown identity source',
      'Test/Auth',
      changed(http, 'Auth', { IdentitySource: ['$request.body.x'] }),
    ],
    [
      'no payload format',
      'Test/Auth',
      changed(http, 'Auth', { AuthorizerPayloadFormatVersion: '3.0' }),
    ],
    [
      'simple responses in format 1.0',
      'Test/Auth',
      changed(http, 'Auth', { AuthorizerPayloadFormatVersion: '1.0', EnableSimpleResponses: true }),
    ],
    ['a WebSocket API', 'Test/Api', changed(http, 'Api', { ProtocolType: 'WEBSOCKET' })],
    ['an imported definition', 'Test/Api', changed(http, 'Api', { Body: {} })],
    ['a stage without a deployment', 'Test/Stage', changed(http, 'Stage', { AutoDeploy: false })],
    ['a property nobody here knows', 'Test/Stage', changed(http, 'Stage', { SomethingNew: 1 })],
    ['an API without a stage', 'Test/Api', changed(http, 'Stage', { ApiId: 'another' })],
    ['Cognito', 'Test/Auth', changed(rest, 'Auth', { Type: 'COGNITO_USER_POOLS' })],
    ['the JWT authorizer of REST APIs', 'Test/Auth', changed(rest, 'Auth', { Type: 'JWT' })],
    [
      'a path parameter as identity',
      'Test/Auth',
      changed(rest, 'Auth', { Type: 'REQUEST', IdentitySource: 'method.request.path.x' }),
    ],
    [
      'caching without an identity',
      'Test/Auth',
      changed(rest, 'Auth', {
        Type: 'REQUEST',
        IdentitySource: '',
        AuthorizerResultTtlInSeconds: 1,
      }),
    ],
    [
      'a validation expression that is none',
      'Test/Auth',
      changed(rest, 'Auth', { IdentityValidationExpression: '(' }),
    ],
    [
      'IAM authorization of a method',
      'Test/Method1',
      changed(rest, 'Method1', { AuthorizationType: 'AWS_IAM' }),
    ],
    [
      'a method whose authorizer is switched off',
      'Test/Method1',
      changed(rest, 'Method1', { AuthorizationType: 'NONE' }),
    ],
    ['API keys', 'Test/Method0', changed(rest, 'Method0', { ApiKeyRequired: true })],
    ['request validation', 'Test/Method0', changed(rest, 'Method0', { RequestValidatorId: 'x' })],
    [
      'an HTTP integration',
      'Test/Method0',
      changed(rest, 'Method0', { Integration: { Type: 'HTTP' } }),
    ],
    [
      'a Lambda integration by GET',
      'Test/Method0',
      changed(rest, 'Method0', { Integration: { ...proxy, IntegrationHttpMethod: 'GET' } }),
    ],
    [
      'a mapped Lambda integration',
      'Test/Method0',
      changed(rest, 'Method0', { Integration: { ...proxy, RequestParameters: {} } }),
    ],
    [
      'a mock with a mapping template',
      'Test/Method0',
      changed(rest, 'Method0', {
        Integration: { Type: 'MOCK', RequestTemplates: { a: '#set($a = 1)' } },
      }),
    ],
    ['a resource policy', 'Test/Api', changed(rest, 'Api', { Policy: {} })],
    ['caching of responses', 'Test/Stage', changed(rest, 'Stage', { CacheClusterEnabled: true })],
    ['a canary', 'Test/Stage', changed(rest, 'Stage', { CanarySetting: {} })],
    [
      'another runtime',
      'Test/Fn',
      { ...http, Fn: lambdaFunction('echo', { Runtime: 'python3.13' }) },
    ],
    ['an image', 'Test/Fn', { ...http, Fn: lambdaFunction('echo', { PackageType: 'Image' }) }],
    ['layers', 'Test/Fn', { ...http, Fn: lambdaFunction('echo', { Layers: ['x'] }) }],
    ['code that is no asset', 'Test/Fn', { ...http, Fn: lambdaFunction('elsewhere') }],
    ['inline code', 'Test/Fn', { ...http, Fn: lambdaFunction('echo', { Code: { ZipFile: '' } }) }],
    [
      'a handler without its file',
      'Test/Fn',
      { ...http, Fn: lambdaFunction('echo', { Handler: 'main.handler' }) },
    ],
    ['a nested stack', 'Test/Nested', { ...http, Nested: { Type: 'AWS::CloudFormation::Stack' } }],
    [
      'an unknown part of API Gateway',
      'Test/New',
      { ...http, New: { Type: 'AWS::ApiGatewayV2::New' } },
    ],
    [
      'a firewall',
      'Test/Waf',
      {
        ...http,
        Waf: {
          Type: 'AWS::WAFv2::WebACLAssociation',
          Properties: { ResourceArn: 'arn:aws:apigateway:us-east-1::/restapis/x/stages/prod' },
        },
      },
    ],
    [
      'an odd gateway response',
      'Test/Odd',
      {
        ...rest,
        Odd: {
          Type: 'AWS::ApiGateway::GatewayResponse',
          Properties: {
            RestApiId: { Ref: 'Api' },
            ResponseType: 'UNAUTHORIZED',
            ResponseParameters: { 'gatewayresponse.header.A': 'unquoted' },
          },
        },
      },
    ],
  ])('%s', (_, label, resources) => {
    const attempt = (): unknown => read({ Fn, ...resources });
    expect(attempt).toThrow(UserError);
    expect(attempt).toThrow(`${label} (AWS::`);
  });

  it('a transform', () => {
    expect(() =>
      read({ Fn, ...http }, undefined, { Transform: 'AWS::Serverless-2016-10-31' }),
    ).toThrow('transforms');
  });
});

describe('a cloud assembly', () => {
  it('must be one', () => {
    expect(() => readCloudAssembly('/nowhere')).toThrow('/nowhere is not a cloud assembly');
  });

  it('must hold an API', () => {
    expect(() => read({ Fn })).toThrow('the assembly holds no HTTP or REST API (stacks: Test)');
  });

  it('may hold functions of any kind that no API invokes', () => {
    const Other = lambdaFunction('other', { Runtime: 'python3.13', ImageConfig: {} });
    expect(read({ Fn, Other, ...http })).toHaveLength(1);
  });

  it('may hold what does not change an answer', () => {
    const extra = {
      Account: { Type: 'AWS::ApiGateway::Account', Properties: {} },
      Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      Unless: { Type: 'AWS::ApiGatewayV2::New', Condition: 'Never' },
    };
    const Conditions = { Never: { 'Fn::Equals': [1, 2] } };
    expect(read({ Fn, ...http, ...extra }, undefined, { Conditions })).toHaveLength(1);
  });

  it('written by cdk list, whose assets are the project, is told apart', () => {
    const folder = writeAssembly({ template: { Resources: { Fn, ...http } }, code: { echo } });
    folders.push(folder);
    const stacks = readCloudAssembly(folder).map((stack) => ({
      ...stack,
      assets: new Map([['echo.zip', { path: `${folder}/..`, packaging: 'zip' }]]),
    }));
    expect(() => readServableApis(stacks, () => {})).toThrow(/Test\/Fn .* run cdk synth again/);
  });

  it('gives a function what the template says, and Lambda its defaults', () => {
    const [settings] = read({ Fn, ...http });
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

  it('stands in for what an environment can learn on AWS only, and says so', () => {
    const notes: string[] = [];
    const Variables = {
      QUEUE: { 'Fn::GetAtt': ['Queue', 'QueueName'] },
      TABLE: { Ref: 'Table' },
      N: 1,
    };
    const [settings] = read(
      {
        ...http,
        Fn: lambdaFunction('echo', { Environment: { Variables } }),
        Queue: { Type: 'AWS::SQS::Queue' },
        Table: { Type: 'AWS::DynamoDB::Table' },
      },
      (line) => notes.push(line),
    );
    expect(settings?.environment).toEqual({
      QUEUE: 'known-on-AWS-only:Queue.QueueName',
      TABLE: 'Test-Table',
      N: '1',
    });
    expect(notes).toContain(
      'Fn: Queue.QueueName is known on AWS only; its environment says so in its place',
    );
  });
});
