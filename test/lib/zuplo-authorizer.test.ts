import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AuthorizationType, MockIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  type IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUrlIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { type IVpc, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import type { RestAuthorizer } from '../../lib/authorizer/rest-authorizer.ts';
import { ZuploAuthorizer } from '../../lib/zuplo-authorizer.ts';

// The construct in stacks that are not this repository's.

const required = { issuer: 'https://example.zuplo.app/__zuplo/issuer', audience: 'your-audience' };
/** Returns an integration: each belongs to one API. */
const backend = () => new HttpUrlIntegration('Backend', 'https://backend.example.com');

function stackWith(props: object = {}) {
  const app = new App();
  const stack = new Stack(app, 'Orders');
  return { app, stack, zuplo: new ZuploAuthorizer(stack, 'Zuplo', { ...required, ...props }) };
}

/** Returns the scopes that were written beside the code; undefined for none. */
function scopesFile(app: App): unknown {
  const { directory } = app.synth();
  const folders = readdirSync(directory).filter((name) => name.startsWith('asset.'));
  const files = folders.flatMap((folder) =>
    readdirSync(join(directory, folder)).map((name) => join(directory, folder, name)),
  );
  const file = files.find((name) => name.endsWith('route-scopes.json'));
  return file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'));
}

describe('ZuploAuthorizer on an HTTP API', () => {
  test('protects every route as the default authorizer, but not public ones', () => {
    const { stack, zuplo } = stackWith();
    const api = new HttpApi(stack, 'Api', { defaultAuthorizer: zuplo.httpAuthorizer() });
    api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration: backend() });
    const authorizer = new HttpNoneAuthorizer();
    api.addRoutes({ path: '/', methods: [HttpMethod.GET], integration: backend(), authorizer });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: 'GET /orders',
      AuthorizationType: 'CUSTOM',
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: 'GET /',
      AuthorizationType: 'NONE',
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      AuthorizerResultTtlInSeconds: 0,
    });
  });

  test('writes the scopes of all its routes beside the code', () => {
    const { app, stack, zuplo } = stackWith();
    const api = new HttpApi(stack, 'Api', { defaultAuthorizer: zuplo.httpAuthorizer() });
    api.addRoutes({ path: '/orders', methods: [HttpMethod.GET], integration: backend() });
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: backend(),
      authorizer: zuplo.httpAuthorizer({ scopes: ['orders:write'] }),
    });
    expect(scopesFile(app)).toEqual({ 'GET /orders': [], 'POST /orders': ['orders:write'] });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::ApiGatewayV2::Authorizer', 1);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { ROUTE_SCOPES_FILE: 'route-scopes.json' } },
    });
  });

  test('writes no scopes if no route requires any', () => {
    const { app, stack, zuplo } = stackWith();
    new HttpApi(stack, 'Api', { defaultAuthorizer: zuplo.httpAuthorizer() });
    expect(scopesFile(app)).toBeUndefined();
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { ROUTE_SCOPES_FILE: Match.absent() } },
    });
  });

  test('has room for the scopes of 300 routes', () => {
    const { app, stack, zuplo } = stackWith();
    const api = new HttpApi(stack, 'Api');
    const integration = backend();
    for (let index = 0; index < 300; index += 1)
      api.addRoutes({
        path: `/resource-number-${index}/{id}`,
        methods: [HttpMethod.GET],
        integration,
        authorizer: zuplo.httpAuthorizer({ scopes: [`resource-number-${index}:read`] }),
      });
    expect(Object.keys(scopesFile(app) as object)).toHaveLength(300);
  });
});

describe('ZuploAuthorizer on a REST API', () => {
  test('protects every method as the default authorizer, but not public ones', () => {
    const { stack, zuplo } = stackWith();
    const api = new RestApi(stack, 'Api', {
      defaultMethodOptions: { authorizer: zuplo.restAuthorizer() },
    });
    api.root.addMethod('GET', new MockIntegration());
    api.root.addMethod('POST', new MockIntegration(), {
      authorizationType: AuthorizationType.NONE,
    });
    const template = Template.fromStack(stack);
    const method = (name: string, type: string) =>
      template.hasResourceProperties('AWS::ApiGateway::Method', {
        HttpMethod: name,
        AuthorizationType: type,
      });
    method('GET', 'CUSTOM');
    method('POST', 'NONE');
    template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'TOKEN',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 0,
    });
  });

  test('judges by the matched route if a method requires scopes', () => {
    const { app, stack, zuplo } = stackWith({ authorizerResultTtlSeconds: 60 });
    const api = new RestApi(stack, 'Api', {
      defaultMethodOptions: { authorizer: zuplo.restAuthorizer() },
    });
    const orders = api.root.addResource('orders').addResource('{id}');
    zuplo.requireScopes(orders.addMethod('GET', new MockIntegration()), ['orders:read']);
    api.root.addMethod('ANY', new MockIntegration());
    api.root.addMethod('POST', new MockIntegration(), {
      authorizationType: AuthorizationType.NONE,
    });
    expect(scopesFile(app)).toEqual({ 'ANY /': [], 'GET /orders/{id}': ['orders:read'] });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'REQUEST',
      IdentitySource: 'method.request.header.Authorization,context.resourcePath,context.httpMethod',
      IdentityValidationExpression: Match.absent(),
    });
  });

  test('has one authorizer, however often restAuthorizer is called', () => {
    const { stack, zuplo } = stackWith();
    const api = new RestApi(stack, 'Api');
    for (const method of ['GET', 'POST'])
      api.root.addMethod(method, new MockIntegration(), { authorizer: zuplo.restAuthorizer() });
    Template.fromStack(stack).resourceCountIs('AWS::ApiGateway::Authorizer', 1);
  });

  test('rejects scopes on a method that is not protected', () => {
    const { app, stack, zuplo } = stackWith();
    const api = new RestApi(stack, 'Api');
    zuplo.requireScopes(api.root.addMethod('GET', new MockIntegration()), ['orders:read']);
    expect(() => app.synth()).toThrow(
      'Orders/Api/Default/GET requires scopes, but has no authorizer',
    );
  });

  test('rejects one authorizer for two APIs', () => {
    const { stack, zuplo } = stackWith();
    const authorizer = zuplo.restAuthorizer();
    const methodOf = (id: string) =>
      new RestApi(stack, id).root.addMethod('GET', new MockIntegration(), { authorizer });
    methodOf('One');
    expect(() => methodOf('Two')).toThrow('Orders/One and Orders/Two: call restAuthorizer() once');
  });

  test('sets the gateway responses, with the name of the API as the realm', () => {
    const { stack, zuplo } = stackWith();
    const api = new RestApi(stack, 'Api', { restApiName: 'orders' });
    api.root.addMethod('GET', new MockIntegration());
    zuplo.addGatewayResponses(api, { corsOrigin: 'https://a.example' });
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: 'UNAUTHORIZED',
      ResponseParameters: {
        'gatewayresponse.header.WWW-Authenticate': `'Bearer realm="orders", error="invalid_token"'`,
        'gatewayresponse.header.access-control-allow-origin': "'https://a.example'",
      },
      ResponseTemplates: { 'text/plain': 'Token is not valid or has expired' },
    });
  });
});

describe('gateway responses of ZuploAuthorizer', () => {
  test.each([
    [
      { corsOrigin: '*', corsCredentials: true },
      'corsOrigin: given "*"; it must be one origin with corsCredentials',
    ],
    [
      { corsCredentials: true },
      'corsOrigin: given undefined; it must be one origin with corsCredentials',
    ],
    [
      { realm: 'a"b' },
      'given "a\\"b"; realm and corsOrigin must be printable ASCII without quotes and backslashes',
    ],
  ])('reject the options %j', (options, message) => {
    const { stack, zuplo } = stackWith();
    const api = new RestApi(stack, 'Api');
    expect(() => zuplo.addGatewayResponses(api, options)).toThrow(message);
  });

  test('forbid storing everything that API Gateway itself responds', () => {
    const { stack, zuplo } = stackWith();
    const api = new RestApi(stack, 'Api');
    api.root.addMethod('GET', new MockIntegration());
    zuplo.addGatewayResponses(api);
    Template.fromStack(stack).allResourcesProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseParameters: Match.objectLike({
        'gatewayresponse.header.cache-control': "'no-store'",
        'gatewayresponse.header.x-content-type-options': "'nosniff'",
      }),
    });
  });
});

describe('mistakes that would leave a route without an authorizer or without scopes', () => {
  test('are rejected: an HTTP API with restAuthorizer()', () => {
    const { stack, zuplo } = stackWith();
    const api = new HttpApi(stack, 'Api', { defaultAuthorizer: zuplo.restAuthorizer() as never });
    expect(() =>
      api.addRoutes({ path: '/', methods: [HttpMethod.GET], integration: backend() }),
    ).toThrow('restAuthorizer() is for REST APIs; an HTTP API needs httpAuthorizer()');
  });

  test('are rejected: a REST API with httpAuthorizer()', () => {
    const { stack, zuplo } = stackWith();
    const authorizer = zuplo.httpAuthorizer() as never;
    const api = new RestApi(stack, 'Api', { defaultMethodOptions: { authorizer } });
    expect(() => api.root.addMethod('GET', new MockIntegration())).toThrow(
      'httpAuthorizer() is for HTTP APIs; a REST API needs restAuthorizer()',
    );
  });

  test("are rejected: the CDK's own authorizationScopes", () => {
    const { app, stack, zuplo } = stackWith();
    const api = new HttpApi(stack, 'Api', { defaultAuthorizer: zuplo.httpAuthorizer() });
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: backend(),
      authorizationScopes: ['orders:write'],
    });
    expect(() => app.synth()).toThrow(
      'authorizationScopes have no effect with a Lambda authorizer: use httpAuthorizer({ scopes: ["orders:write"] })',
    );
  });

  test.each([[{ scope: ['a'] }], [['a']], ['a'], [null]])(
    'are rejected: the options %j',
    (options) => {
      const { zuplo } = stackWith();
      expect(() => zuplo.httpAuthorizer(options as never)).toThrow(
        'there is no such option; there are scopes',
      );
    },
  );

  test('are rejected: scopes that are not a list', () => {
    const { zuplo } = stackWith();
    expect(() => zuplo.httpAuthorizer({ scopes: 'a' as never })).toThrow('it must be a list');
  });

  test('are rejected: scopes twice for a method, or for something else', () => {
    const { stack, zuplo } = stackWith();
    const method = new RestApi(stack, 'Api').root.addMethod('GET', new MockIntegration());
    zuplo.requireScopes(method, ['a']);
    expect(() => zuplo.requireScopes(method, ['b'])).toThrow('has scopes already');
    expect(() => zuplo.requireScopes({} as never, ['b'])).toThrow('for methods of REST APIs');
  });

  test.each([
    [{ realms: 'a' }, 'realms: there is no'],
    [{ realm: 'a"b' }, 'given "a\\"b"'],
    [{ corsOrigin: "a'b" }, 'given'],
  ])('are rejected: the gateway response options %j', (options, message) => {
    const { stack, zuplo } = stackWith();
    expect(() => zuplo.addGatewayResponses(new RestApi(stack, 'Api'), options as object)).toThrow(
      message,
    );
  });
});

describe('ZuploAuthorizer on several APIs', () => {
  test('has one function, and an authorizer for each API', () => {
    const { app, stack, zuplo } = stackWith();
    const http = new HttpApi(stack, 'Http');
    const scopes = ['orders:read'];
    const authorizer = zuplo.httpAuthorizer({ scopes });
    http.addRoutes({
      path: '/orders',
      methods: [HttpMethod.GET],
      integration: backend(),
      authorizer,
    });
    const rest = new RestApi(stack, 'Rest', {
      defaultMethodOptions: { authorizer: zuplo.restAuthorizer() },
    });
    const method = rest.root.addResource('orders').addMethod('GET', new MockIntegration());
    zuplo.requireScopes(method, scopes);
    expect(scopesFile(app)).toEqual({ 'GET /orders': scopes });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Lambda::Function', 1);
    template.resourceCountIs('AWS::ApiGatewayV2::Authorizer', 1);
    template.resourceCountIs('AWS::ApiGateway::Authorizer', 1);
    template.resourceCountIs('AWS::Lambda::Permission', 2);
  });

  test('rejects more APIs than its policy has room for', () => {
    const { stack, zuplo } = stackWith();
    const addApi = (index: number) =>
      new HttpApi(stack, `Api${index}`, { defaultAuthorizer: zuplo.httpAuthorizer() }).addRoutes({
        path: '/',
        integration: backend(),
      });
    for (let index = 1; index <= 40; index++) addApi(index);
    expect(() => addApi(41)).toThrow(
      'is the authorizer of 41 APIs, of at most 40: its policy has no room for more; create a ZuploAuthorizer for the others',
    );
  });

  test('rejects different scopes for the same route', () => {
    const { app, stack, zuplo } = stackWith();
    for (const [id, scopes] of [
      ['One', ['a']],
      ['Two', []],
    ] as const)
      new HttpApi(stack, id).addRoutes({
        path: '/orders',
        methods: [HttpMethod.GET],
        integration: backend(),
        authorizer: zuplo.httpAuthorizer({ scopes }),
      });
    expect(() => app.synth()).toThrow(
      'GET /orders requires ["a"] in one API and GET /orders [] in another',
    );
  });

  test('rejects different scopes for ANY method and for one of them', () => {
    const { app, stack, zuplo } = stackWith();
    const methodOf = (id: string, name: string) =>
      new RestApi(stack, id, {
        defaultMethodOptions: { authorizer: zuplo.restAuthorizer() },
      }).root.addMethod(name, new MockIntegration());
    zuplo.requireScopes(methodOf('One', 'ANY'), ['admin']);
    methodOf('Two', 'GET');
    expect(() => app.synth()).toThrow(
      'ANY / requires ["admin"] in one API and GET / [] in another',
    );
  });

  test('takes different scopes for ANY method and for one of them in one API', () => {
    const { app, stack, zuplo } = stackWith();
    const { root } = new RestApi(stack, 'Api', {
      defaultMethodOptions: { authorizer: zuplo.restAuthorizer() },
    });
    zuplo.requireScopes(root.addMethod('ANY', new MockIntegration()), ['admin']);
    root.addMethod('GET', new MockIntegration());
    expect(scopesFile(app)).toEqual({ 'ANY /': ['admin'], 'GET /': [] });
  });

  test('has its own authorizer in an API that another construct with the same id protects, too', () => {
    const stack = new Stack(new App(), 'Orders');
    const [one, two] = ['TeamA', 'TeamB'].map(
      (team) => new ZuploAuthorizer(new Construct(stack, team), 'Zuplo', required),
    );
    const http = new HttpApi(stack, 'Http');
    const rest = new RestApi(stack, 'Rest');
    for (const [path, zuplo] of [
      ['a', one],
      ['b', two],
    ] as const) {
      const authorizer = zuplo?.httpAuthorizer() as IHttpRouteAuthorizer;
      http.addRoutes({ path: `/${path}`, integration: backend(), authorizer });
      const restAuthorizer = zuplo?.restAuthorizer() as RestAuthorizer;
      const options = { authorizer: restAuthorizer };
      rest.root.addResource(path).addMethod('GET', new MockIntegration(), options);
    }
    const template = Template.fromStack(stack);
    for (const [type, uri] of [
      ['AWS::ApiGatewayV2::Authorizer', 'AuthorizerUri'],
      ['AWS::ApiGateway::Authorizer', 'AuthorizerUri'],
    ] as const) {
      const authorizers = Object.values(template.findResources(type));
      expect(
        new Set(authorizers.map(({ Properties }) => JSON.stringify(Properties[uri]))).size,
      ).toBe(2);
      expect(new Set(authorizers.map(({ Properties }) => Properties['Name'])).size).toBe(2);
    }
  });

  test('rejects routes that are declared after the scopes have been written', () => {
    const { app, stack, zuplo } = stackWith();
    const api = new HttpApi(stack, 'Api', { defaultAuthorizer: zuplo.httpAuthorizer() });
    app.synth();
    expect(() =>
      api.addRoutes({
        path: '/admin',
        integration: backend(),
        authorizer: zuplo.httpAuthorizer({ scopes: ['admin'] }),
      }),
    ).toThrow('Orders/Zuplo: routes must be declared before the app is synthesized');
  });
});

describe('the props of ZuploAuthorizer', () => {
  test('become the function', () => {
    const { stack } = stackWith({
      leewaySeconds: 5,
      memorySize: 1024,
      timeout: Duration.seconds(10),
      reservedConcurrency: 20,
      provisionedConcurrency: 2,
      tracing: true,
      description: 'authorizer',
      logRetention: RetentionDays.ONE_WEEK,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      MemorySize: 1024,
      Timeout: 10,
      ReservedConcurrentExecutions: 20,
      TracingConfig: { Mode: 'Active' },
      Description: 'authorizer',
      Environment: {
        Variables: Match.objectLike({ ISSUER: required.issuer, LEEWAY_SECONDS: '5' }),
      },
    });
    template.hasResourceProperties('AWS::Lambda::Alias', {
      Name: 'live',
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
  });

  test('may be policies for issuers', () => {
    const stack = new Stack(new App(), 'Orders');
    const issuers = [{ ...required, requiredClaims: { account: 'acme' } }];
    new ZuploAuthorizer(stack, 'Zuplo', { issuers });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          ISSUER: Match.absent(),
          ISSUERS: Match.serializedJson([
            {
              issuer: required.issuer,
              audience: [required.audience],
              requiredClaims: { account: ['acme'] },
            },
          ]),
        },
      },
    });
  });

  test('may be an existing role, log group and VPC', () => {
    const stack = new Stack(new App(), 'Orders');
    const vpc = new Vpc(stack, 'Vpc');
    new ZuploAuthorizer(stack, 'Zuplo', {
      ...required,
      role: new Role(stack, 'OwnRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
      logGroup: new LogGroup(stack, 'OwnLogs'),
      vpc: vpc as IVpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS },
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Logs::LogGroup', 1);
    template.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: Match.anyValue(),
      Role: { 'Fn::GetAtt': [Match.stringLikeRegexp('^OwnRole'), 'Arn'] },
    });
  });

  test('with a VPC have a role that may create network interfaces', () => {
    const stack = new Stack(new App(), 'Orders');
    new ZuploAuthorizer(stack, 'Zuplo', { ...required, vpc: new Vpc(stack, 'Vpc') as IVpc });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: Match.arrayWith(['ec2:CreateNetworkInterface']) }),
        ]),
      },
    });
  });

  test('are rejected if they do not fit into the environment', () => {
    const deniedSubjects = Array.from({ length: 20 }, (_, i) => `${i}`.padStart(250, 'x'));
    expect(() => stackWith({ deniedSubjects })).toThrow('most of them in DENIED_SUBJECTS');
  });

  test('are rejected all at once, by name', () => {
    const stack = new Stack(new App(), 'Orders');
    const wrong = {
      issuer: 'http://example.com',
      leewaySeconds: -1,
      memorySize: 64,
      authorizerResultTtlSeconds: 3601,
      reservedConcurrency: 1,
      provisionedConcurrency: 2,
      vpcSubnets: {},
      logGroup: new LogGroup(stack, 'Logs'),
      logRetention: RetentionDays.ONE_DAY,
      leeway: 3,
    };
    expect(() => new ZuploAuthorizer(stack, 'Zuplo', wrong)).toThrow(
      expect.objectContaining({
        problems: [
          expect.stringMatching(/^issuer: given "http:\/\/example\.com"; it must be an absolute/),
          expect.stringMatching(/^leewaySeconds: given -1; it must be a whole number/),
          expect.stringMatching(/^audience: not given; it must be/),
          expect.stringMatching(/^authorizerResultTtlSeconds: given 3601; /),
          expect.stringMatching(/^memorySize: given 64; it must be a whole number of MB from 128/),
          'leeway: given 3; there is no such prop',
          'logRetention: given 1; it must not be combined with logGroup',
          'vpc: not given; vpcSubnets requires it',
          'provisionedConcurrency: given 2; it must not exceed reservedConcurrency, 1',
        ],
      }),
    );
  });

  test('are rejected if they are not known at synthesis', () => {
    const stack = new Stack(new App(), 'Orders');
    const issuer = new CfnParameter(stack, 'Issuer').valueAsString;
    expect(() => new ZuploAuthorizer(stack, 'Zuplo', { ...required, issuer })).toThrow(
      'issuer: not given; it must be known at synthesis, not a parameter or an attribute',
    );
  });

  test.each([
    [{ timeout: 5 }, 'timeout: given 5; it must be a Duration of at least 4 seconds'],
    [{ timeout: Duration.seconds(3) }, 'timeout: given "an object"; it must be a Duration of at'],
    [{ tracing: 'yes' }, 'tracing: given "yes"; it must be true or false'],
  ])('are rejected by type and range: %j', (props, message) => {
    expect(() => stackWith(props)).toThrow(message);
  });

  test.each([[['a b']], [['']], [['x'.repeat(129)]]])('reject the scopes %j', (scopes) => {
    const { zuplo } = stackWith();
    expect(() => zuplo.httpAuthorizer({ scopes })).toThrow('scopes: given ');
  });
});

describe('the alarms of ZuploAuthorizer', () => {
  test('notify the topic of their severity', () => {
    const { stack, zuplo } = stackWith();
    const page = new Topic(stack, 'Page');
    const alarms = zuplo.addAlarms({ page, runbookUrl: 'https://wiki.example.com/zuplo' });
    expect(alarms.map(({ node }) => node.id)).toEqual([
      'AuthorizerErrors',
      'JwksFetchFailures',
      'RejectionRate',
    ]);
    const template = Template.fromStack(stack);
    template.resourcePropertiesCountIs(
      'AWS::CloudWatch::Alarm',
      { AlarmActions: [{ Ref: Match.stringLikeRegexp('^Page') }] },
      2,
    );
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: Match.stringLikeRegexp('Runbook: https://wiki.example.com/zuplo#'),
    });
  });

  test('are rejected with an option that does not exist', () => {
    const { zuplo } = stackWith();
    expect(() => zuplo.addAlarms({ topic: 1 } as never)).toThrow('topic: there is no such option');
  });

  test('notify nobody by default, and link no runbook', () => {
    const { stack, zuplo } = stackWith();
    zuplo.addAlarms();
    Template.fromStack(stack).allResourcesProperties('AWS::CloudWatch::Alarm', {
      AlarmActions: Match.absent(),
      AlarmDescription: Match.not(Match.stringLikeRegexp('Runbook')),
    });
  });
});

describe('the metrics of ZuploAuthorizer', () => {
  test('are created with their first use', () => {
    const { stack, zuplo } = stackWith();
    const metrics = [
      zuplo.metricRejections(),
      zuplo.metricErrors({ period: Duration.minutes(1) }),
      zuplo.metricJwksFetches(),
      zuplo.metricJwksFetchFailures(),
      zuplo.metricStaleJwksAge(),
    ];
    expect(metrics.map(({ metricName }) => metricName)).toEqual([
      'Rejections',
      'AuthorizerErrors',
      'JwksFetches',
      'JwksFetchFailures',
      'StaleJwksAge',
    ]);
    expect(metrics[1]?.period.toMinutes()).toBe(1);
    expect(new Set(metrics.map(({ namespace }) => namespace))).toEqual(new Set(['Orders/Zuplo']));
    Template.fromStack(stack).resourceCountIs('AWS::Logs::MetricFilter', 6);
  });

  test('cost nothing if they are not used', () => {
    const { stack } = stackWith();
    Template.fromStack(stack).resourceCountIs('AWS::Logs::MetricFilter', 0);
  });
});
