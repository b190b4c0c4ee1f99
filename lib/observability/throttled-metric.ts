import { type Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { AccessLogField } from '../../contract/log-events.ts';

const field = (name: AccessLogField) => `$.${name}`;

/** Throttled by API Gateway: a handler's own 429 has an integration status. */
const pattern = `{ ${field('status')} = "429" && ${field('integrationStatus')} = "-" }`;

/** Creates the metric of requests that API Gateway answered with 429, counted from its access log. */
export function throttledMetric(scope: Construct, accessLog: ILogGroup, namespace: string): Metric {
  const filter = new MetricFilter(scope, 'Throttled', {
    logGroup: accessLog,
    metricNamespace: namespace,
    metricName: 'Throttled',
    filterPattern: FilterPattern.literal(pattern),
    metricValue: '1',
  });
  return filter.metric({ label: 'throttled', statistic: Stats.SUM });
}
