import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { OperationSettings } from '../../settings/operation-settings.ts';

/** The encrypted topics of alarms: one for alarms that need attention now, one for those that can wait. */
export class AlarmTopics extends Construct {
  readonly page: Topic;
  readonly notice: Topic;

  constructor(scope: Construct, id: string, { alarmEmail }: Pick<OperationSettings, 'alarmEmail'>) {
    super(scope, id);
    // CloudWatch cannot use the AWS managed key for SNS.
    // https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
    const key = new Key(this, 'Key', {
      description: 'Encrypts alarm notifications',
      enableKeyRotation: true,
      // It encrypts messages in transit only.
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    });
    key.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey*');
    const createTopic = (name: string) => {
      const topic = new Topic(this, name, { masterKey: key, enforceSSL: true });
      topic.grantPublish(cloudWatch);
      if (alarmEmail !== '') topic.addSubscription(new EmailSubscription(alarmEmail));
      return topic;
    };
    this.page = createTopic('Page');
    this.notice = createTopic('Notice');
  }
}
