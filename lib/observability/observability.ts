import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { DeploymentSettings } from '../settings/deployment-settings.ts';
import type { ZuploAuthorizer } from '../zuplo-authorizer.ts';
import { Alarms } from './alarms/alarms.ts';
import { ServiceDashboard } from './dashboard/dashboard.ts';
import { LogQueries } from './log-queries.ts';
import type { MonitoredResources } from './monitored-resources.ts';
import { throttledMetric } from './throttled-metric.ts';

export interface ObservabilityProps
  extends Pick<MonitoredResources, 'api' | 'authorizer' | 'handlers'> {
  readonly zuplo: ZuploAuthorizer;
  readonly accessLog: ILogGroup;
  readonly settings: DeploymentSettings;
}

/** Metrics from logs, saved queries, alarms and a dashboard. */
export class Observability extends Construct {
  /** Undefined where the stage has none. */
  readonly alarms: Alarms | undefined;

  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    const { settings, accessLog, zuplo } = props;
    const logGroups = { authorizerLog: zuplo.logGroup, accessLog };
    new LogQueries(this, 'Queries', { ...logGroups, folder: settings.stackName });
    const monitored = {
      ...props,
      logs: zuplo.metrics,
      throttled: throttledMetric(this, accessLog, settings.stackName),
    };
    this.alarms = settings.alarms ? new Alarms(this, 'Alarms', monitored) : undefined;
    new ServiceDashboard(this, 'Dashboard', {
      ...monitored,
      ...logGroups,
      alarms: this.alarms?.all ?? [],
    });
  }
}
