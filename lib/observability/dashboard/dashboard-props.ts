import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { DeploymentSettings } from '../../settings/deployment-settings.ts';
import type { MonitoredResources } from '../monitored-resources.ts';

/** What the dashboard shows. */
export interface DashboardProps extends MonitoredResources {
  /** Empty where the stage has none. */
  readonly alarms: readonly Alarm[];
  readonly authorizerLog: ILogGroup;
  readonly accessLog: ILogGroup;
  readonly settings: Pick<DeploymentSettings, 'latencyP99Milliseconds'>;
}
