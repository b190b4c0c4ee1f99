import { describe, expect, test } from 'vitest';
import { flavours, templateOf } from '../synthesized.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly UpdatePolicy?: unknown;
  readonly DependsOn?: readonly string[];
}

function only(resources: Readonly<Record<string, Resource>>, type: string) {
  return Object.entries(resources).filter(([, { Type }]) => Type === type);
}

describe.each(flavours)('a gradual deployment of the %s stack', (api) => {
  const template = templateOf({ api, stage: 'prod', canaryMinutes: 10 });
  const resources: Readonly<Record<string, Resource>> = template.toJSON()['Resources'];
  const aliases = only(resources, 'AWS::Lambda::Alias');
  const groups = only(resources, 'AWS::CodeDeploy::DeploymentGroup');

  test('shifts every function, each by its own alias and group', () => {
    expect(aliases.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'AuthorizerAliaslive',
      'PublicHandlerAliaslive',
      'ProtectedHandlerAliaslive',
    ]);
    const shifted = aliases.map(([, { UpdatePolicy }]) => JSON.stringify(UpdatePolicy));
    for (const [id] of groups) expect(shifted.filter((each) => each.includes(id))).toHaveLength(1);
    expect(groups).toHaveLength(3);
  });

  test('gives a tenth of the requests to new code for so many minutes', () => {
    for (const [, { Properties }] of groups)
      expect(Properties['DeploymentConfigName']).toBe(
        'CodeDeployDefault.LambdaCanary10Percent10Minutes',
      );
  });

  test('goes back if it fails, and if an alarm goes off that new code can set off', () => {
    const rollback: Readonly<Record<string, readonly string[]>> = {
      GradualAuthorizer: ['AuthorizerFailing', 'ServerErrorShare'],
      GradualPublic: ['ServerErrorShare', 'PublicHandlerErrors'],
      GradualProtected: ['ServerErrorShare', 'ProtectedHandlerErrors'],
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

  test('is made by a role that may shift these aliases and read alarms, no more', () => {
    const roles = Object.entries(resources).filter(([id]) =>
      id.startsWith('GradualRoleDefaultPolicy'),
    );
    const documents = roles.map(([, { Properties }]) => Properties['PolicyDocument']);
    const functions = ['Authorizer', 'ProtectedHandler', 'PublicHandler'].map(
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

  test('has the API invoke the aliases, and lets it invoke nothing else', () => {
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

  test('is left out unless it is asked for', () => {
    templateOf({ api, stage: 'prod' }).resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
  });
});
