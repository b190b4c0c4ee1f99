import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AlarmDefinition } from './alarm-definition.ts';

/**
 * Returns the alarms about concurrency limits.
 * @param reserved the authorizer's reserved concurrency, 0 for none
 */
export function concurrencyAlarms(
  authorizer: IFunction,
  reserved: number,
): readonly AlarmDefinition[] {
  const alarm = (id: string, subject: string, metric: IMetric): AlarmDefinition => ({
    id,
    severity: 'notice',
    runbook: 'concurrency-near-limit',
    meaning: `${subject} uses 80 % of its Lambda limit: concurrent executions, or invocations a second.`,
    action: 'Raise the limit before requests fail: see the runbook.',
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
  // Lambda permits ten invocations a second for each unit of concurrency. With functions that run for a few
  // milliseconds, that limit is reached first.
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
  const rate = new MathExpression({
    label: "% of the account's invocation rate",
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
  const authorizerUse = new MathExpression({
    label: '% of its reserved concurrency',
    expression: `100 * running / ${reserved}`,
    usingMetrics: {
      running: authorizer.metric('ConcurrentExecutions', { statistic: Stats.MAXIMUM }),
    },
    period: Duration.minutes(1),
  });
  return [...alarms, alarm('AuthorizerConcurrencyNearLimit', 'The authorizer', authorizerUse)];
}
