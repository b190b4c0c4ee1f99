import { describe, expect, test } from 'vitest';
import { apiTypes, templateOf } from '../synthesized.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly UpdatePolicy?: unknown;
  readonly DependsOn?: readonly string[];
}

function only(resources: Readonly<Record<string, Resource>>, type: string) {
  return Object.entries(resources).filter(([, { Type }]) => Type === type);
}

describe.each(apiTypes)('a gradual deployment of the %s stack', (api) => {
  const template = templateOf({ api, stage: 'prod', canaryMinutes: 10 });
  const resources: Readonly<Record<string, Resource>> = template.toJSON()['Resources'];
  const aliases = only(resources, 'AWS::Lambda::Alias');
  const groups = only(resources, 'AWS::CodeDeploy::DeploymentGroup');

  test('shifts the alias of every function, each in a group of its own', () => {
    expect(aliases.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'AuthorizerFunctionAliaslive',
      'PublicHandlerAliaslive',
      'ProtectedHandlerAliaslive',
    ]);
    const shifted = aliases.map(([, { UpdatePolicy }]) => JSON.stringify(UpdatePolicy));
    for (const [id] of groups) expect(shifted.filter((each) => each.includes(id))).toHaveLength(1);
    expect(groups).toHaveLength(3);
  });

  test('sends a tenth of the requests to new code for canaryMinutes', () => {
    for (const [, { Properties }] of groups)
      expect(Properties['DeploymentConfigName']).toBe(
        'CodeDeployDefault.LambdaCanary10Percent10Minutes',
      );
  });

  test('rolls back if it fails, and on the alarms that new code can cause', () => {
    const rollback: Readonly<Record<string, readonly string[]>> = {
      GradualAuthorizer: ['AuthorizerErrors', 'ServerErrorRate'],
      GradualPublic: ['ServerErrorRate', 'PublicHandlerErrors'],
      GradualProtected: ['ServerErrorRate', 'ProtectedHandlerErrors'],
    };
    for (const [id, { Properties }] of groups) {
      expect(Properties['AutoRollbackConfiguration']).toEqual({
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
      });
      const { Enabled, Alarms } = Properties['AlarmConfiguration'] as {
        Enabled: boolean;
        Alarms: readonly { Name: { Ref: string } }[];
      };
      expect(Enabled).toBe(true);
      expect(
        Alarms.map(({ Name }) => Name.Ref.replace(/^ObservabilityAlarms|[0-9A-F]{8}$/g, '')),
      ).toEqual(rollback[id.replace(/[0-9A-F]{8}$/, '')]);
    }
  });

  test('has a role that may shift these aliases and read alarms, and nothing else', () => {
    const roles = Object.entries(resources).filter(([id]) =>
      id.startsWith('GradualRoleDefaultPolicy'),
    );
    const documents = roles.map(([, { Properties }]) => Properties['PolicyDocument']);
    const functions = ['AuthorizerFunction', 'ProtectedHandler', 'PublicHandler'].map(
      (name) =>
        Object.entries(resources).find(
          ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith(name),
        )?.[0],
    );
    const Statement = [
      {
        Effect: 'Allow',
        Action: ['lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:UpdateAlias'],
        Resource: [
          ...functions.map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] })),
          ...functions.map((id) => ({
            'Fn::Join': ['', [{ 'Fn::GetAtt': [id, 'Arn'] }, ':live']],
          })),
        ],
      },
      { Effect: 'Allow', Action: 'cloudwatch:DescribeAlarms', Resource: '*' },
    ];
    expect(documents).toEqual([{ Version: '2012-10-17', Statement }]);
    expect(JSON.stringify(resources)).not.toContain('AWSCodeDeployRoleForLambda');
    for (const [, { DependsOn }] of groups) expect(DependsOn).toContain(roles[0]?.[0]);
  });

  test('lets the API invoke the aliases, and nothing else', () => {
    const ids = aliases.map(([id]) => id);
    const permitted = only(resources, 'AWS::Lambda::Permission').map(
      ([, { Properties }]) => (Properties['FunctionName'] as { Ref: string }).Ref,
    );
    expect(permitted.sort()).toEqual(ids.sort());
    const invoked = /ApiGateway(V2)?::(Integration|Method|Authorizer)$/;
    const calling = JSON.stringify(
      Object.values(resources).filter(({ Type }) => invoked.test(Type)),
    );
    for (const id of ids) expect(calling).toContain(id);
  });

  test('exists only with canaryMinutes', () => {
    templateOf({ api, stage: 'prod' }).resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
  });
});
