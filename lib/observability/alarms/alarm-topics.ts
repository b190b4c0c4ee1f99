import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { OperationSettings } from '../../settings/operation-settings.ts';

/** Where alarms go: what wakes somebody, and what can wait until the morning. Both are encrypted. */
export class AlarmTopics extends Construct {
  readonly page: Topic;
  readonly notice: Topic;

  constructor(scope: Construct, id: string, { alarmEmail }: Pick<OperationSettings, 'alarmEmail'>) {
    super(scope, id);
    // AWS's own key for SNS does not let CloudWatch use it.
    // https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
    const key = new Key(this, 'Key', {
      description: 'Encrypts alarms on their way to whoever is on call',
      enableKeyRotation: true,
      // Nothing is kept under it: a message that is under way is all that can be lost.
      removalPolicy: RemovalPolicy.DESTROY,
      pendingWindow: Duration.days(7),
    });
    const cloudWatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    // Once more below, for this account alone; but that CloudWatch names the account to KMS is documented nowhere.
    key.grant(cloudWatch, 'kms:Decrypt', 'kms:GenerateDataKey*');
    const ofThisAccount = cloudWatch.withConditions({
      StringEquals: { 'aws:SourceAccount': Stack.of(this).account },
    });
    const topic = (name: string) => {
      const made = new Topic(this, name, { masterKey: key, enforceSSL: true });
      made.grantPublish(ofThisAccount);
      if (alarmEmail !== '') made.addSubscription(new EmailSubscription(alarmEmail));
      return made;
    };
    this.page = topic('Page');
    this.notice = topic('Notice');
  }
}
