import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { OperationSettings } from './settings/operation-settings.ts';

/** Retention and removal of logs. */
export type LogSettings = Pick<OperationSettings, 'logRetentionDays' | 'removal'>;

/** A log group with the stage's retention and removal policy. */
export class ServiceLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { logRetentionDays, removal }: LogSettings) {
    super(scope, id, {
      retention: logRetentionDays,
      // Deleted if the first deployment fails: nothing has been logged yet.
      removalPolicy:
        removal === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
  }
}
