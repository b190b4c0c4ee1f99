import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { OperationSettings } from './settings/operation-settings.ts';

/** How long logs are kept, and whether they go with the stack. */
export type LogSettings = Pick<OperationSettings, 'logRetentionDays' | 'removal'>;

/** A log group that keeps its events for as long as the stage says. */
export class ServiceLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { logRetentionDays, removal }: LogSettings) {
    super(scope, id, {
      retention: logRetentionDays,
      // Not those of a first deployment that failed: nothing was logged yet.
      removalPolicy:
        removal === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
  }
}
