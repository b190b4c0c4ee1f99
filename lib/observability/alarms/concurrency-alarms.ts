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
    means: `${whose} uses four fifths of what it may have of Lambda: instances at a time, or invocations a second.`,
    action: 'Ask for more before requests fail: see the runbook for whom and how.',
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
  // Ten invocations a second for each unit of concurrency, however short they are: with functions as
  // quick as these, that ends first (docs/scale.md).
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
  const rate = new MathExpression({
    label: "% of the invocations that the account's quota permits",
    expression: '100 * (invocations / 60) / (10 * SERVICE_QUOTA(running))',
    usingMetrics: {
      invocations: lambda('Invocations').with({ statistic: Stats.SUM }),
      running: lambda('ConcurrentExecutions'),
    },
    period: Duration.minutes(1),
  });
  const alarms = [
    alarm('AccountConcurrencyNearLimit', 'The account', account),
    alarm('AccountRateNearLimit', 'The account', rate),
  ];
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
