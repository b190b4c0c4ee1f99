import { describe, expect, it } from 'vitest';
import { readCloudAssembly } from '../../src/assembly/cloud-assembly.ts';
import type { ClosedRoute } from '../../src/gateway/servable-api.ts';
import { readServableApis, type ServingOptions } from '../../src/servable-apis.ts';
import type { StackContent } from '../assembly-folder.ts';
import { echo } from '../handlers.ts';
import { assemblyFolder } from '../served.ts';
import { httpApi, lambdaFunction, type Resources, restApi } from '../templates.ts';

/** Reads a stack `Test` with some resources. */
function read(
  Resources: Resources,
  warn: (line: string) => void = () => {},
  options: ServingOptions = {},
  sections: object = {},
): ReturnType<typeof readServableApis> {
  const folder = assemblyFolder({ template: { ...sections, Resources }, code: { echo } });
  return readServableApis(readCloudAssembly(folder), warn, options);
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

/** Returns the closed routes of an API that is not the only one of its assembly. */
function closedRoutes(api: Resources, sections: object = {}): readonly ClosedRoute[] {
  const folder = assemblyFolder(
    { template: { ...sections, Resources: api }, code: { echo } },
    { name: 'Other', template: { Resources: http }, code: { echo } },
  );
  const { apis } = readServableApis(readCloudAssembly(folder), () => {});
  return apis[0]?.closed ?? [];
}

describe('A route is closed with the name of the resource for', () => {
  it.each<[problem: string, api: Resources, resource: string, properties: object]>([
    ['an authorizer without authorization', http, 'Route1', { AuthorizationType: 'NONE' }],
    ['an authorizer that does not exist', http, 'Route1', { AuthorizerId: 'x' }],
    ['an integration that does not exist', http, 'Route0', { Target: 'integrations/x' }],
    [
      'a function outside the assembly',
      http,
      'Integration0',
      { IntegrationUri: 'arn:aws:lambda:us-east-1:1:function:x' },
    ],
    [
      'a function in a nested stack',
      { ...http, Nested: { Type: 'AWS::CloudFormation::Stack' } },
      'Integration0',
      { IntegrationUri: { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] } },
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
    const isPublic = resource.endsWith('0');
    const closed = closedRoutes(changed(api, resource, properties));
    expect(closed).toContainEqual({
      route: isPublic ? 'GET /' : 'GET /p',
      reason: expect.stringContaining(`Test/${resource} (AWS::`),
    });
  });
});

describe('An unknown property closes what its resource affects:', () => {
  const gatewayResponses = { UNAUTHORIZED: {} };
  const custom = { Fn, ...restApi({ methods: routes, authorizers, gatewayResponses }) };
  it.each<[type: string, id: string, api: Resources]>([
    ['HTTP', 'Api', http],
    ['HTTP', 'Stage', http],
    ['HTTP', 'Route1', http],
    ['HTTP', 'Integration1', http],
    ['HTTP', 'Auth', http],
    ['REST', 'Api', custom],
    ['REST', 'Stage', custom],
    ['REST', 'Deployment', custom],
    ['REST', 'Resource70', custom],
    ['REST', 'GatewayResponseUNAUTHORIZED', custom],
    ['REST', 'Method1', custom],
    ['REST', 'Auth', custom],
  ])('%s API, %s', (_, id, api) => {
    const reason = expect.stringMatching(`^Test/${id} .*: New is not emulated$`);
    const route = /^(Route|Integration|Method|Auth)/.test(id) ? 'GET /p' : 'every route';
    expect(closedRoutes(changed(api, id, { New: 1 }))).toEqual([{ route, reason }]);
  });
});

describe('An API is closed for', () => {
  it.each<[problem: string, resources: Resources, message: string]>([
    [
      'a duplicate route',
      changed(http, 'Route1', { RouteKey: 'GET /' }),
      'GET / conflicts with GET / of Route0',
    ],
    [
      'a route whose API cannot be resolved',
      changed(http, 'Route1', { ApiId: { 'Fn::Unknown': 'x' } }),
      'Test/Route1 (AWS::ApiGatewayV2::Route)',
    ],
    [
      'a method whose API cannot be resolved',
      changed(rest, 'Method1', { RestApiId: { 'Fn::Unknown': 'x' } }),
      'Test/Method1 (AWS::ApiGateway::Method)',
    ],
    ['a malformed route key', changed(http, 'Route0', { RouteKey: 'GET' }), 'not a route key'],
    [
      'a stage without a deployment',
      changed(http, 'Stage', { AutoDeploy: false }),
      'nothing is deployed to it',
    ],
    ['a missing stage', changed(http, 'Stage', { ApiId: 'another' }), 'it has no stage'],
    [
      'an unknown resource type of API Gateway',
      { ...http, New: { Type: 'AWS::ApiGatewayV2::New', Properties: { ApiId: { Ref: 'Api' } } } },
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
    const reason = expect.stringContaining(message);
    expect(closedRoutes(resources)).toEqual([{ route: 'every route', reason }]);
  });

  it('a transform of its stack', () => {
    const reason = expect.stringContaining(
      'transforms of its stack (SAM, macros) are not emulated',
    );
    const closed = closedRoutes(http, { Transform: 'AWS::Serverless-2016-10-31' });
    expect(closed).toEqual([{ route: 'every route', reason }]);
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
    expect(read({ Other, ...http }).functions).toHaveLength(1);
  });

  it('may have resources without an effect on responses', () => {
    const extra = {
      Account: { Type: 'AWS::ApiGateway::Account', Properties: {} },
      Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
      Unless: { Type: 'AWS::ApiGatewayV2::New', Condition: 'Never' },
    };
    const Conditions = { Never: { 'Fn::Equals': [1, 2] } };
    const { apis } = read({ ...http, ...extra }, undefined, {}, { Conditions });
    expect(apis.flatMap(({ closed }) => closed)).toEqual([]);
  });

  it('gives a permission with a function name to the function of its region only', () => {
    const Properties = { Action: 'lambda:*', Principal: '*', FunctionName: { Ref: 'Fn' } };
    const Allow = { Type: 'AWS::Lambda::Permission', Properties };
    const inRegion = (region: string, Resources: Resources): StackContent => ({
      name: region,
      stackName: 'Shop',
      environment: `aws://111122223333/${region}`,
      template: { Resources },
      code: { echo },
    });
    const folder = assemblyFolder(
      inRegion('eu-west-1', { ...http, Allow }),
      inRegion('us-east-1', http),
    );
    const { functions } = readServableApis(readCloudAssembly(folder), () => {});
    expect(functions.map(({ permittedSourceArns }) => permittedSourceArns)).toEqual([['*'], []]);
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
    const [settings] = read(http).functions;
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

  it('may have routes on an API that it does not declare, which are named and ignored', () => {
    const warnings: string[] = [];
    const { Route0 } = httpApi({ routes });
    const Elsewhere = changed({ Elsewhere: Route0 ?? {} }, 'Elsewhere', { ApiId: 'abc' });
    const { apis } = read({ ...http, ...Elsewhere }, (line) => warnings.push(line));
    expect(apis.map((api) => [api.routes.length, api.closed])).toEqual([[2, []]]);
    expect(warnings).toContain(
      'Test/Elsewhere (AWS::ApiGatewayV2::Route): the API abc is not in the assembly: ignored',
    );
  });

  it('of which nothing can be served is rejected with every reason', () => {
    const Python = lambdaFunction('echo', { Runtime: 'python3.13' });
    const Stack = { Type: 'AWS::CloudFormation::Stack' };
    expect(() => read({ ...http, Fn: Python, Stack })).toThrow(
      `nothing in the assembly can be served:
  test-api: GET / is closed (501): Test/Fn (AWS::Lambda::Function): only Node.js runtimes are emulated, not python3.13
  test-api: GET /p is closed (501): Test/Fn (AWS::Lambda::Function): only Node.js runtimes are emulated, not python3.13
  Test/Stack (AWS::CloudFormation::Stack): this type is not emulated: nothing in it is served`,
    );
  });
});

describe("A function's environment", () => {
  const environment = (Variables: object, more: Resources = {}): Resources => ({
    ...http,
    Fn: lambdaFunction('echo', { Environment: { Variables } }),
    ...more,
  });

  it.each<[value: string, template: unknown, standIn: string]>([
    ['the name of a table', { Ref: 'Table' }, 'known-on-AWS-only:Table'],
    ['the ARN of a table', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'known-on-AWS-only:Table.Arn'],
    ["an API's URL", { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'known-on-AWS-only:Api.ApiEndpoint'],
    ['an export of another assembly', { 'Fn::ImportValue': 'x' }, 'known-on-AWS-only:x'],
    [
      'an output of another assembly',
      { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Url' } },
      'known-on-AWS-only:Other.Url',
    ],
    [
      'a secret',
      { 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: 'Secret' }, ':SecretString:::}}']] },
      'known-on-AWS-only:secretsmanager:known-on-AWS-only:Secret:SecretString:::',
    ],
    [
      'a parameter in SSM',
      'https://{{resolve:ssm:/host}}/',
      'https://known-on-AWS-only:ssm:/host/',
    ],
  ])('gets a stand-in, with a warning, for %s', (_, template, standIn) => {
    const warnings: string[] = [];
    const more = { Table: { Type: 'AWS::DynamoDB::Table' }, Secret: { Type: 'AWS::X::Secret' } };
    const resources = environment({ KNOWN: 1, VALUE: template }, more);
    const { functions } = read(resources, (line) => warnings.push(line));
    expect(functions[0]?.environment).toEqual({ KNOWN: '1', VALUE: standIn });
    expect(warnings).toContain(
      'Fn: its variables VALUE have values that exist on AWS only; replace the stand-ins with --env Fn.VALUE=<value>',
    );
  });

  it.each<[value: string, template: object, known: unknown]>([
    ['a table with a name', { Ref: 'Table' }, 'pets'],
    ['a function', { Ref: 'Fn' }, 'Test-Fn'],
    ['an API', { Ref: 'Api' }, expect.stringMatching(/^[a-z0-9]{10}$/)],
  ])('has the name of %s', (_, template, known) => {
    const Table = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'pets' } };
    const { functions } = read(environment({ VALUE: template }, { Table }));
    expect(functions[0]?.environment).toEqual({ VALUE: known });
  });

  it.each(['Fn', 'Shop/Handler', 'shop-handler'])(
    'gets the variables that are given to %s',
    (name) => {
      const warnings: string[] = [];
      const Properties = { FunctionName: 'shop-handler' };
      const Environment = { Variables: { TABLE: { 'Fn::ImportValue': 'x' }, SIZE: '1' } };
      const Fn = {
        ...lambdaFunction('echo', { ...Properties, Environment }),
        Metadata: { 'aws:cdk:path': 'Test/Shop/Handler/Resource' },
      };
      const variables = [
        { function: name, name: 'TABLE', value: 'pets' },
        { function: name, name: 'MORE', value: '' },
      ];
      const { functions } = read({ ...http, Fn }, (line) => warnings.push(line), { variables });
      expect(functions[0]?.environment).toEqual({ TABLE: 'pets', SIZE: '1', MORE: '' });
      expect(warnings.join()).not.toContain('stand-in');
    },
  );

  it('rejects a variable for a function that the assembly does not have', () => {
    const variables = [{ function: 'Fm', name: 'TABLE', value: 'pets' }];
    expect(() => read(http, undefined, { variables })).toThrow(
      'the variable TABLE is for the function "Fm", which is not in the assembly (functions: Fn)',
    );
  });
});
