import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { deployedStack } from './deployed-stack.ts';

/** A log group in the template. */
interface LogGroup {
  readonly Properties: {
    readonly LogGroupName?: string;
    readonly RetentionInDays: number;
  };
  readonly DeletionPolicy: string;
  readonly UpdateReplacePolicy: string;
}

function logGroups(api: 'http' | 'rest', context: Record<string, unknown>) {
  const { template } = deployedStack(api, context);
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::Logs::LogGroup')
    .map(([id, resource]) => [id.slice(0, -8), resource as unknown as LogGroup] as const);
}

describe.each(apiTypes)('the log groups of the %s stack', (api) => {
  test.each([
    ['dev', { stage: 'dev' }, 7, 'Delete'],
    ['prod', { stage: 'prod' }, 90, 'Retain'],
    [
      'prod with other settings',
      { stage: 'prod', logRetentionDays: 365, removal: 'destroy' },
      365,
      'Delete',
    ],
  ])(
    'in %s have the retention and the removal policy of the stage, and are protected if retained',
    (_, context, days, policy) => {
      const groups = logGroups(api, context);
      expect(groups.map(([name]) => name).sort()).toEqual([
        'AccessLog',
        'AuthorizerLogs',
        'ProtectedHandlerLogs',
        'PublicHandlerLogs',
      ]);
      for (const [name, group] of groups)
        expect(group, name).toMatchObject({
          Properties: { RetentionInDays: days, DeletionProtectionEnabled: policy === 'Retain' },
          DeletionPolicy: policy,
          UpdateReplacePolicy: policy,
        });
    },
  );
});

test.each([
  [
    'an HTTP API whose logs are deleted with the stack',
    'http',
    { removal: 'destroy' },
    '/aws/vendedlogs/Mine/access',
  ],
  ['an HTTP API whose logs outlive the stack', 'http', { removal: 'retain' }, undefined],
  ['a REST API', 'rest', { removal: 'destroy' }, undefined],
] as const)('the access log of %s has a name that shares a resource policy: %s %j', (...row) => {
  const [, api, context, expected] = row;
  const groups = new Map(logGroups(api, { ...context, stackName: 'Mine' }));
  expect(groups.get('AccessLog')?.Properties.LogGroupName).toBe(expected);
});
