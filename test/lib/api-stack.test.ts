import { describe, expect, test } from 'vitest';
import type { Route } from '../../lib/api/route.ts';
import { apiTypes, templateOf } from '../synthesized.ts';

type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

/** Returns the authorization type of every route or method in a template. */
function authorizationByRoute(resources: Resources): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { Type, Properties } of Object.values(resources)) {
    if (Type === 'AWS::ApiGatewayV2::Route') {
      found[String(Properties['RouteKey'])] = authorization(Properties);
    } else if (Type === 'AWS::ApiGateway::Method') {
      found[`${Properties['HttpMethod']} ${path(resources, Properties['ResourceId'])}`] =
        authorization(Properties);
    }
  }
  return found;
}

function authorization({ AuthorizationType, AuthorizerId }: Record<string, unknown>): unknown {
  return AuthorizationType === 'CUSTOM' && AuthorizerId !== undefined
    ? 'authorizer'
    : AuthorizationType;
}

function path(resources: Resources, id: unknown): string {
  const parent = resources[String((id as { Ref?: string }).Ref)];
  if (parent === undefined) return '/';
  const above = path(resources, parent.Properties['ParentId']);
  return `${above === '/' ? '' : above}/${parent.Properties['PathPart']}`;
}

function functions(resources: Resources): readonly Resources[string][] {
  return Object.values(resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
}

describe.each(apiTypes)('the %s stack', (api) => {
  const template = templateOf({ api });
  const resources: Resources = template.toJSON()['Resources'];

  test('has the authorizer on every route that is not public', () => {
    const routes: readonly Route[] = [
      { method: 'GET', path: '/', access: 'public', handler: 'public' },
      { method: 'POST', path: '/', access: 'protected', handler: 'protected' },
      { method: 'GET', path: '/orders/{id}', access: 'protected', handler: 'protected' },
      { method: 'DELETE', path: '/orders/{id}', access: 'protected', handler: 'protected' },
    ];
    expect(authorizationByRoute(templateOf({ api }, routes).toJSON()['Resources'])).toEqual({
      'GET /': 'NONE',
      'POST /': 'authorizer',
      'GET /orders/{id}': 'authorizer',
      'DELETE /orders/{id}': 'authorizer',
    });
  });

  test('runs every function on Node.js 24 and arm64, with JSON logs in a log group of its own', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: {
        LogFormat: 'JSON',
        ApplicationLogLevel: 'INFO',
        SystemLogLevel: 'WARN',
      },
    });
    template.resourceCountIs('AWS::Lambda::Function', 3);
    const groups = new Set(
      functions(resources).map(({ Properties }) => JSON.stringify(Properties['LoggingConfig'])),
    );
    expect(groups.size).toBe(3);
  });

  test('lets each function write to its own log group, and nothing else', () => {
    for (const { Properties } of functions(resources)) {
      const role = (Properties['Role'] as { 'Fn::GetAtt': string[] })['Fn::GetAtt'][0];
      const logGroup = (Properties['LoggingConfig'] as { LogGroup: { Ref: string } }).LogGroup.Ref;
      const policies = Object.values(resources).filter(
        ({ Type, Properties }) =>
          Type === 'AWS::IAM::Policy' && JSON.stringify(Properties['Roles']).includes(`"${role}"`),
      );
      expect(policies.map(({ Properties }) => Properties['PolicyDocument'])).toEqual([
        {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              Resource: { 'Fn::GetAtt': [logGroup, 'Arn'] },
            },
          ],
        },
      ]);
    }
    for (const { Properties } of Object.values(resources)) {
      if (JSON.stringify(Properties['AssumeRolePolicyDocument'])?.includes('lambda.amazonaws.com'))
        expect(Properties['ManagedPolicyArns']).toBeUndefined();
    }
  });

  test('lets only its API invoke a function', () => {
    const permissions = template.findResources('AWS::Lambda::Permission');
    expect(Object.keys(permissions)).toHaveLength(3);
    for (const { Properties } of Object.values(permissions)) {
      expect(Properties.Principal).toBe('apigateway.amazonaws.com');
      expect(JSON.stringify(Properties.SourceArn)).toMatch(
        /:execute-api:.*\{"Ref":"(Http|Rest)Api/,
      );
    }
  });

  test("passes the authorizer's settings in readable environment variables", () => {
    const two = templateOf({
      api,
      issuer: 'https://a.example/i,https://b.example/i',
      audience: ['a', 'b'],
      leewaySeconds: 5,
    });
    two.hasResourceProperties('AWS::Lambda::Function', {
      Environment: {
        Variables: {
          ISSUER: 'https://a.example/i,https://b.example/i',
          AUDIENCE: 'a,b',
          LEEWAY_SECONDS: '5',
        },
      },
    });
  });

  test('outputs its URL, its API type and the name of the authorizer function', () => {
    expect(Object.keys(template.toJSON()['Outputs']).sort()).toEqual([
      'ApiType',
      'ApiUrl',
      'AuthorizerFunctionName',
    ]);
    template.hasOutput('ApiType', { Value: api });
  });

  test('contains no partition and no physical names but that of the access log', () => {
    expect(JSON.stringify(resources)).not.toMatch(
      /arn:aws:|"(FunctionName|RoleName)":"|"LogGroupName":"(?!\/aws\/vendedlogs\/)/,
    );
  });

  test('caches authorizer results for authorizerResultTtlSeconds', () => {
    const type = api === 'http' ? 'AWS::ApiGatewayV2::Authorizer' : 'AWS::ApiGateway::Authorizer';
    template.hasResourceProperties(type, { AuthorizerResultTtlInSeconds: 0 });
    templateOf({ api, authorizerResultTtlSeconds: 60 }).hasResourceProperties(type, {
      AuthorizerResultTtlInSeconds: 60,
    });
  });
});

const scoped: readonly Route[] = [
  { method: 'GET', path: '/', access: 'public', handler: 'public' },
  {
    method: 'GET',
    path: '/orders',
    access: 'protected',
    scopes: ['orders:read'],
    handler: 'protected',
  },
  { method: 'GET', path: '/protected', access: 'protected', handler: 'protected' },
];

describe('the http stack', () => {
  test('caches authorizer results by token and route', () => {
    templateOf({ api: 'http', authorizerResultTtlSeconds: 60 }, scoped).hasResourceProperties(
      'AWS::ApiGatewayV2::Authorizer',
      { IdentitySource: ['$request.header.Authorization', '$context.routeKey'] },
    );
  });

  test('has a REQUEST authorizer with payload format 2.0 that returns an IAM policy', () => {
    templateOf({ api: 'http' }).hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: false,
      IdentitySource: ['$request.header.Authorization'],
    });
  });
});

describe('the rest stack', () => {
  test('has an authorizer that receives the path only as requested, if no route requires scopes', () => {
    templateOf({ api: 'rest' }).hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'TOKEN',
      IdentitySource: 'method.request.header.Authorization',
    });
  });

  test.each([
    [0, 'method.request.header.Authorization'],
    [60, 'method.request.header.Authorization,context.resourcePath,context.httpMethod'],
  ])(
    'has an authorizer that receives the matched route if routes require scopes: with a result TTL of %i, it is identified by %s',
    (authorizerResultTtlSeconds, identitySource) => {
      const context = { api: 'rest', authorizerResultTtlSeconds };
      templateOf(context, scoped).hasResourceProperties('AWS::ApiGateway::Authorizer', {
        Type: 'REQUEST',
        IdentitySource: identitySource,
        AuthorizerResultTtlInSeconds: authorizerResultTtlSeconds,
      });
    },
  );

  test.each([
    ['Bearer aa.bb.cc', true],
    ['bearer   a-_.b.c', true],
    ['Bearer aa.bb', false],
    ['Bearer aa.bb.cc.dd', false],
    ['Bearer aa.bb.cc ', false],
    ['Bearer YOUR_API_KEY', false],
    ['Basic aa.bb.cc', false],
    ['aa.bb.cc', false],
  ])('invokes the authorizer for %j: %s', (header, invokes) => {
    const [authorizer] = Object.values(
      templateOf({ api: 'rest' }).findResources('AWS::ApiGateway::Authorizer'),
    );
    const expression = new RegExp(authorizer?.['Properties'].IdentityValidationExpression);
    expect(expression.test(header)).toBe(invokes);
  });

  test('responds to a missing scope with 403 and a challenge', () => {
    templateOf({ api: 'rest' }).hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType: 'ACCESS_DENIED',
      StatusCode: '403',
      ResponseParameters: {
        'gatewayresponse.header.WWW-Authenticate': `'Bearer realm="zuplo-jwt-api", error="insufficient_scope"'`,
      },
    });
  });

  test('has a TOKEN authorizer', () => {
    templateOf({ api: 'rest' }).hasResourceProperties('AWS::ApiGateway::Authorizer', {
      Type: 'TOKEN',
      IdentitySource: 'method.request.header.Authorization',
    });
  });

  test('responds with 401, our own body and a challenge that names the realm', () => {
    templateOf({ api: 'rest', realm: 'orders' }).hasResourceProperties(
      'AWS::ApiGateway::GatewayResponse',
      {
        ResponseType: 'UNAUTHORIZED',
        StatusCode: '401',
        ResponseTemplates: { 'text/plain': 'Token is not valid or has expired' },
        ResponseParameters: {
          'gatewayresponse.header.WWW-Authenticate': `'Bearer realm="orders", error="invalid_token"'`,
        },
      },
    );
  });
});
