import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { OperationSettings } from './settings/operation-settings.ts';

/** Retention and removal of logs. */
export type LogSettings = Pick<OperationSettings, 'logRetentionDays' | 'removal'>;

/** A log group with the stage's retention and removal policy; one that outlives the stack cannot be deleted. */
export class ServiceLogGroup extends LogGroup {
  /** @param logGroupName undefined for a name that CloudFormation generates */
  constructor(
    scope: Construct,
    id: string,
    { logRetentionDays, removal }: LogSettings,
    logGroupName?: string,
  ) {
    const isRetained = removal === 'retain';
    super(scope, id, {
      retention: logRetentionDays,
      ...(logGroupName !== undefined && { logGroupName }),
      deletionProtectionEnabled: isRetained,
      // Not RETAIN_ON_UPDATE_OR_DELETE: if the first deployment failed, deleting a protected group would fail too.
      removalPolicy: isRetained ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
