import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { ServiceFunction } from '../service-function.ts';
import type { DeploymentSettings } from '../settings/deployment-settings.ts';
import { Alarms } from './alarms/alarms.ts';
import type { ApiMetrics } from './api-metrics.ts';
import { ServiceDashboard } from './dashboard/dashboard.ts';
import { LogMetrics } from './log-metrics.ts';
import { LogQueries } from './log-queries.ts';

export interface ObservabilityProps {
  readonly api: ApiMetrics;
  readonly authorizer: ServiceFunction;
  /** By a route's `handler`. */
  readonly handlers: ReadonlyMap<string, ServiceFunction>;
  readonly accessLog: ILogGroup;
  readonly settings: DeploymentSettings;
}

/** Metrics from logs, saved queries, alarms and a dashboard. */
export class Observability extends Construct {
  /** Undefined where the stage has none. */
  readonly alarms: Alarms | undefined;

  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    const { settings, accessLog, authorizer } = props;
    const logGroups = { authorizerLog: authorizer.logGroup, accessLog };
    const logs = new LogMetrics(this, 'Metrics', { ...logGroups, namespace: settings.stackName });
    new LogQueries(this, 'Queries', { ...logGroups, folder: settings.stackName });
    const monitored = { ...props, logs };
    this.alarms = settings.alarms ? new Alarms(this, 'Alarms', monitored) : undefined;
    new ServiceDashboard(this, 'Dashboard', {
      ...monitored,
      ...logGroups,
      alarms: this.alarms?.all ?? [],
    });
  }
}
