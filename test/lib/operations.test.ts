import { Token } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { apiTypes, stackOf, templateOf } from '../synthesized.ts';
import { propertiesOf } from './template-properties.ts';

const certificateArn =
  'arn:aws:acm:eu-west-1:123456789012:certificate/0f0e0d0c-0b0a-0908-0706-050403020100';
const domain = { domainName: 'api.example.com', certificateArn };
describe.each(apiTypes)('the %s stack', (api) => {
  test.each([
    ['dev', {}, false],
    ['prod', {}, true],
    ['prod', { terminationProtection: false }, false],
  ])('in %s with %j has termination protection: %s', (stage, given, expected) => {
    expect(stackOf({ api, stage, ...given }).terminationProtection).toBe(expected);
  });

  test('is traced only with tracing', () => {
    const modes = (template: Template) =>
      Object.values(propertiesOf(template, 'AWS::Lambda::Function')).map(
        ({ TracingConfig }) => TracingConfig,
      );
    const traced = templateOf({ api, tracing: true });
    expect(modes(templateOf({ api }))).toEqual([undefined, undefined, undefined]);
    expect(modes(traced)).toEqual(Array(3).fill({ Mode: 'Active' }));
    if (api === 'rest')
      traced.hasResourceProperties('AWS::ApiGateway::Stage', { TracingEnabled: true });
  });

  test('reserves concurrency for the authorizer only', () => {
    const reserved = (context: Record<string, unknown>) =>
      Object.entries(propertiesOf(templateOf({ api, ...context }), 'AWS::Lambda::Function')).map(
        ([name, { ReservedConcurrentExecutions }]) => [name, ReservedConcurrentExecutions],
      );
    expect(reserved({}).map(([, count]) => count)).toEqual([undefined, undefined, undefined]);
    expect(reserved({ authorizerReservedConcurrency: 9 })).toEqual([
      ['AuthorizerFunction', 9],
      ['PublicHandler', undefined],
      ['ProtectedHandler', undefined],
    ]);
  });

  test.each(['dev', 'prod'])(
    'in %s reserves and provisions none by default: a new account has a quota of 10',
    (stage) => {
      const text = JSON.stringify(templateOf({ api, stage }).toJSON());
      expect(text).not.toMatch(/ReservedConcurrent|ProvisionedConcurrent/);
    },
  );

  test('is deployed where the credentials say, or to the given account and region', () => {
    const { account, region } = stackOf({ api });
    expect([account, region].every((value) => Token.isUnresolved(value))).toBe(true);
    const given = { account: '123456789012', region: 'eu-west-1' };
    expect(stackOf({ api, ...given })).toMatchObject(given);
  });

  test('provisions concurrency on the alias of the authorizer that the API invokes', () => {
    const template = templateOf({ api, authorizerProvisionedConcurrency: 4 });
    const aliases = template.findResources('AWS::Lambda::Alias');
    const warm = Object.entries(aliases).filter(
      ([, { Properties }]) => Properties.ProvisionedConcurrencyConfig !== undefined,
    );
    const [[id, alias] = ['', { Properties: {} }], ...more] = warm;
    expect(more).toEqual([]);
    expect(alias['Properties']).toMatchObject({
      Name: 'live',
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 4 },
    });
    const [authorizer] = Object.values(
      propertiesOf(
        template,
        api === 'http' ? 'AWS::ApiGatewayV2::Authorizer' : 'AWS::ApiGateway::Authorizer',
      ),
    );
    expect(JSON.stringify(authorizer?.['AuthorizerUri'])).toContain(id);
    template.hasResourceProperties('AWS::Lambda::Permission', { FunctionName: { Ref: id } });
    template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
  });

  test('names the log group of its access log without the wildcard that would be reported as drift', () => {
    const type = api === 'http' ? 'AWS::ApiGatewayV2::Stage' : 'AWS::ApiGateway::Stage';
    const [stage] = Object.values(propertiesOf(templateOf({ api }), type));
    const { DestinationArn } = Object.values(stage ?? {}).find(
      (value): value is { DestinationArn: unknown } =>
        Object.hasOwn(value as object, 'DestinationArn'),
    ) ?? { DestinationArn: '' };
    expect(JSON.stringify(DestinationArn)).toMatch(
      /:log-group:",\{"Ref":"AccessLog[^"]+"\}\]\]\}$/,
    );
  });

  test('has an alias for every function, and keeps old versions', () => {
    const template = templateOf({ api });
    template.resourceCountIs('AWS::Lambda::Alias', 3);
    template.allResourcesProperties('AWS::Lambda::Alias', { Name: 'live' });
    template.allResources('AWS::Lambda::Version', {
      // Deleted if a deployment is rolled back: the same code could not be published again.
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('is reachable at its custom domain only', () => {
    const template = templateOf({ api, ...domain });
    const type = api === 'http' ? 'AWS::ApiGatewayV2' : 'AWS::ApiGateway';
    template.hasResourceProperties(api === 'http' ? `${type}::Api` : `${type}::RestApi`, {
      DisableExecuteApiEndpoint: true,
    });
    template.hasResourceProperties(
      `${type}::DomainName`,
      api === 'http'
        ? {
            DomainName: 'api.example.com',
            DomainNameConfigurations: [
              { CertificateArn: certificateArn, EndpointType: 'REGIONAL' },
            ],
          }
        : {
            DomainName: 'api.example.com',
            RegionalCertificateArn: certificateArn,
            EndpointConfiguration: { Types: ['REGIONAL'] },
          },
    );
    const [name] = Object.keys(template.findResources(`${type}::DomainName`));
    template.hasResourceProperties(
      api === 'http' ? `${type}::ApiMapping` : `${type}::BasePathMapping`,
      {
        DomainName: { Ref: name },
      },
    );
    template.hasOutput('ApiUrl', { Value: 'https://api.example.com' });
    template.hasOutput('DomainTarget', { Value: { 'Fn::GetAtt': [name, 'RegionalDomainName'] } });
  });

  test("is reachable at AWS's host name without a custom domain", () => {
    const { Outputs, Resources } = templateOf({ api }).toJSON();
    expect(JSON.stringify(Outputs.ApiUrl.Value)).toMatch(
      api === 'http' ? /ApiEndpoint/ : /execute-api/,
    );
    expect(Outputs.DomainTarget).toBeUndefined();
    expect(JSON.stringify(Resources)).not.toMatch(/"DisableExecuteApiEndpoint":true|::DomainName"/);
  });

  test('tags every resource that supports tags', () => {
    const { Resources } = templateOf({ api, stage: 'prod', tags: 'team=orders' }).toJSON();
    const untagged = Object.entries<{ Type: string; Properties: { Tags?: unknown } }>(Resources)
      .filter(
        ([, { Properties }]) => !/"?team"?.*orders/.test(JSON.stringify(Properties.Tags ?? '')),
      )
      .map(([, { Type }]) => Type);
    // CloudFormation or the CDK supports no tags for these.
    const without =
      /::(Policy|TopicPolicy|Permission|MetricFilter|QueryDefinition|Dashboard|Route|Integration|Authorizer|Deployment|Resource|Method|GatewayResponse|Account|Version|Alias)$/;
    expect([...new Set(untagged)].filter((type) => !without.test(type))).toEqual([]);
  });

  test('has no tags by default', () => {
    expect(JSON.stringify(templateOf({ api, stage: 'prod' }).toJSON())).not.toContain('"Tags"');
  });

  test('outputs the topics of its alarms', () => {
    const outputs = (stage: string) => Object.keys(templateOf({ api, stage }).toJSON()['Outputs']);
    expect(outputs('prod')).toEqual(expect.arrayContaining(['PageTopicArn', 'NoticeTopicArn']));
    expect(outputs('dev').join()).not.toContain('Topic');
  });
});

describe('the rest stack', () => {
  test('has its stage in the URL', () => {
    const template = templateOf({ api: 'rest', stage: 'prod' });
    template.hasResourceProperties('AWS::ApiGateway::Stage', { StageName: 'prod' });
    expect(JSON.stringify(template.toJSON()['Outputs'].ApiUrl.Value)).toContain('/prod"');
  });

  test("leaves the account's logging role alone, which other stages use too", () => {
    const template = templateOf({ api: 'rest' });
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
    expect(JSON.stringify(template.toJSON())).not.toContain('AmazonAPIGatewayPushToCloudWatchLogs');
  });
});
