import { describe, expect, test } from 'vitest';
import { flavours } from '../synthesized.ts';
import { deployedStack } from './deployed-stack.ts';

/** What CloudFormation keeps of a log group beside its properties. */
interface LogGroup {
  readonly Properties: { readonly RetentionInDays: number };
  readonly DeletionPolicy: string;
  readonly UpdateReplacePolicy: string;
}

function logGroups(api: 'http' | 'rest', context: Record<string, unknown>) {
  const { template } = deployedStack(api, context);
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::Logs::LogGroup')
    .map(([id, resource]) => [id.slice(0, -8), resource as unknown as LogGroup] as const);
}

describe.each(flavours)('the log groups of the %s stack', (api) => {
  test.each([
    ['dev', { stage: 'dev' }, 7, 'Delete'],
    // But not those of a first deployment that fails: nothing was logged.
    ['prod', { stage: 'prod' }, 90, 'RetainExceptOnCreate'],
    [
      'prod, told otherwise',
      { stage: 'prod', logRetentionDays: 365, removal: 'destroy' },
      365,
      'Delete',
    ],
  ])('in %s are kept as long as the stage says, all of them', (_, context, days, policy) => {
    const groups = logGroups(api, context);
    expect(groups.map(([name]) => name).sort()).toEqual([
      'AccessLog',
      'AuthorizerLogs',
      'ProtectedHandlerLogs',
      'PublicHandlerLogs',
    ]);
    for (const [name, group] of groups)
      expect(group, name).toMatchObject({
        Properties: { RetentionInDays: days },
        DeletionPolicy: policy,
        UpdateReplacePolicy: policy === 'Delete' ? 'Delete' : 'Retain',
      });
  });
});
