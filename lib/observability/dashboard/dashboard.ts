import { Dashboard, PeriodOverride } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { availabilityWidgets } from './availability-widgets.ts';
import type { DashboardProps } from './dashboard-props.ts';
import { jwksWidgets } from './jwks-widgets.ts';
import { latencyWidgets } from './latency-widgets.ts';
import { rejectionWidgets } from './rejection-widgets.ts';
import { sectionHeading } from './section-heading.ts';
import { usageWidgets } from './usage-widgets.ts';

/** The service's dashboard, in the order in which an incident is examined. */
export class ServiceDashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    new Dashboard(this, 'Page', {
      periodOverride: PeriodOverride.AUTO,
      widgets: [
        [sectionHeading('Availability', 'Rejections (4xx) are normal; errors (5xx) are not.')],
        availabilityWidgets(props),
        [sectionHeading('Latency', "The API's latency includes the authorizer's.")],
        latencyWidgets(props),
        [
          sectionHeading(
            'Rejections',
            'A single reason usually means a wrong setting; many reasons mean an attack.',
          ),
        ],
        rejectionWidgets(props),
        [
          sectionHeading(
            'JWKS',
            'While the issuer is unreachable, the known JWKS stays in use for jwksMaxStaleSeconds.',
          ),
        ],
        jwksWidgets(props),
        [sectionHeading('Usage', 'The quantities that AWS bills: see docs/cost.md.')],
        usageWidgets(props),
      ],
    });
  }
}
