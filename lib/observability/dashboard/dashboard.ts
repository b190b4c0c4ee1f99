import { type Alarm, Dashboard, PeriodOverride } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { DeploymentSettings } from '../../settings/deployment-settings.ts';
import type { MonitoredResources } from '../monitored-resources.ts';
import { upWidgets } from './availability-widgets.ts';
import { keyWidgets } from './jwks-widgets.ts';
import { speedWidgets } from './latency-widgets.ts';
import { refusalWidgets } from './rejection-widgets.ts';
import { question } from './section-heading.ts';
import { costWidgets } from './usage-widgets.ts';

/** What the dashboard shows. */
export interface DashboardParts extends MonitoredResources {
  /** None where the stage has none. */
  readonly alarms: readonly Alarm[];
  readonly authorizerLog: ILogGroup;
  readonly accessLog: ILogGroup;
  readonly settings: Pick<DeploymentSettings, 'api' | 'latencyP99Milliseconds'>;
}

/** One page that answers, from top to bottom, what people on call ask. */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, parts: DashboardParts) {
    super(scope, id);
    new Dashboard(this, 'Page', {
      periodOverride: PeriodOverride.AUTO,
      widgets: [
        [question('Is it up?', 'Refusals (4xx) are the API at work; failures (5xx) are not.')],
        upWidgets(parts),
        [
          question(
            'Is it fast?',
            'The authorizer works before the handler: its time is part of the latency.',
          ),
        ],
        speedWidgets(parts),
        [
          question(
            'Who is refused, and why?',
            'One reason for all is a setting; many reasons are an attack.',
          ),
        ],
        refusalWidgets(parts),
        [
          question(
            'Are the keys healthy?',
            'Known keys serve for up to a day while the issuer is down.',
          ),
        ],
        keyWidgets(parts),
        [
          question(
            'What does it cost?',
            "By AWS's list prices in docs/cost.md, without what is fixed.",
          ),
        ],
        costWidgets(parts),
      ],
    });
  }
}
