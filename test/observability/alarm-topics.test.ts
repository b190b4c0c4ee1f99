import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { deployedStack } from './deployed-stack.ts';
import { resourcesOf } from './template-resources.ts';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Principal: unknown;
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

const cloudWatch = { Service: 'cloudwatch.amazonaws.com' };

describe.each(apiTypes)('the topics of the %s stack', (api) => {
  const { template, idOf } = deployedStack(api);
  const topics = resourcesOf(template, 'AWS::SNS::Topic');
  const [[keyId, key] = ['', {}]] = resourcesOf(template, 'AWS::KMS::Key');

  test('are one for pages and one for notices, encrypted with a customer managed key', () => {
    expect(topics.map(([id]) => id)).toEqual([
      idOf('ObservabilityAlarmsTopicsPage'),
      idOf('ObservabilityAlarmsTopicsNotice'),
    ]);
    for (const [, properties] of topics)
      expect(properties['KmsMasterKeyId']).toEqual({ 'Fn::GetAtt': [keyId, 'Arn'] });
  });

  test('have a rotated key that CloudWatch may use', () => {
    const { Statement: statements } = key['KeyPolicy'] as { Statement: readonly Statement[] };
    expect(key['EnableKeyRotation']).toBe(true);
    expect(statements).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Principal: cloudWatch,
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      }),
    );
    const account = {
      'Fn::Join': [
        '',
        ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, ':root'],
      ],
    };
    for (const { Principal } of statements)
      expect([cloudWatch, { AWS: account }]).toContainEqual(Principal);
  });

  test('accept messages from CloudWatch of this account only, and only over TLS', () => {
    const policies = resourcesOf(template, 'AWS::SNS::TopicPolicy');
    expect(policies).toHaveLength(2);
    for (const [[, policy], [topic]] of policies.map(
      (each, index) => [each, topics[index] ?? ['']] as const,
    )) {
      const document = policy['PolicyDocument'] as { Statement: readonly Statement[] };
      expect(policy['Topics']).toEqual([{ Ref: topic }]);
      expect(document.Statement).toEqual([
        expect.objectContaining({
          Effect: 'Deny',
          Action: 'sns:Publish',
          Principal: '*',
          Resource: { Ref: topic },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
        expect.objectContaining({
          Effect: 'Allow',
          Action: 'sns:Publish',
          Principal: cloudWatch,
          Resource: { Ref: topic },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        }),
      ]);
    }
  });

  test('have an e-mail subscription with alarmEmail only', () => {
    expect(resourcesOf(template, 'AWS::SNS::Subscription')).toEqual([]);
    const mailed = deployedStack(api, { alarmEmail: 'on-call@example.com' }).template;
    expect(
      resourcesOf(mailed, 'AWS::SNS::Subscription').map(([, properties]) => properties),
    ).toEqual(
      topics.map(([id]) => ({
        Protocol: 'email',
        Endpoint: 'on-call@example.com',
        TopicArn: { Ref: id },
      })),
    );
  });
});
