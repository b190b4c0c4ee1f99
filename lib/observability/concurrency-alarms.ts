import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * Gives the alarms of instances that run out.
 * @param reserved the authorizer's reserved concurrency, 0 for none
 */
export function concurrencyAlarms(
  authorizer: IFunction,
  reserved: number,
): readonly AlarmDefinition[] {
  const alarm = (id: string, whose: string, metric: IMetric): AlarmDefinition => ({
    id,
    severity: 'notice',
    runbook: 'concurrency-near-limit',
    means: `${whose} uses four fifths of the Lambda instances that it may have.`,
    remedy: 'Ask for more before requests fail: see the runbook for whom and how.',
    metric,
    threshold: 80,
    breaching: { periods: 3, of: 5 },
  });
  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-concurrency.html
  const lambda = (metricName: string) =>
    new Metric({ namespace: 'AWS/Lambda', metricName, statistic: Stats.MAXIMUM });
  const account = new MathExpression({
    label: "% of the account's quota",
    expression: '100 * claimed / SERVICE_QUOTA(running)',
    usingMetrics: {
      claimed: lambda('ClaimedAccountConcurrency'),
      running: lambda('ConcurrentExecutions'),
    },
    period: Duration.minutes(1),
  });
  const alarms = [alarm('AccountConcurrencyNearLimit', 'The account', account)];
  if (reserved === 0) return alarms;
  const own = new MathExpression({
    label: '% of its reserved concurrency',
    expression: `100 * running / ${reserved}`,
    usingMetrics: {
      running: authorizer.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM }),
    },
    period: Duration.minutes(1),
  });
  return [...alarms, alarm('AuthorizerConcurrencyNearLimit', 'The authorizer', own)];
}
