import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { MonitoredResources } from '../monitored-resources.ts';
import { type AlarmDefinition, twoOfFive, twoOfThree } from './alarm-definition.ts';

/** Gives the alarms of the authorizer, which tell failing from refusing. */
export function authorizerAlarms({
  logs,
  authorizer,
}: Pick<MonitoredResources, 'logs' | 'authorizer'>): readonly AlarmDefinition[] {
  return [
    {
      id: 'AuthorizerFailing',
      severity: 'page',
      runbook: 'authorizer-failing',
      means: 'The authorizer cannot judge requests, good or bad: callers get 500.',
      action:
        'Look at the saved query "failures": without keys, see the issuer; otherwise roll back.',
      metric: logs.failures.with({ period: Duration.minutes(1) }),
      threshold: 1,
      breaching: twoOfFive,
      rollsBack: { function: 'authorizer' },
    },
    {
      id: 'KeysNotRefreshed',
      severity: 'page',
      runbook: 'keys-not-refreshed',
      means:
        "The issuer's keys cannot be fetched. Known keys serve for up to a day; new ones do not work.",
      action:
        'Run "npm run doctor" for the issuer, and see the saved query "key events" for the cause.',
      metric: logs.failedKeyRefreshes.with({ period: Duration.minutes(5) }),
      threshold: 1,
      breaching: twoOfThree,
    },
    {
      id: 'RefusalsJump',
      severity: 'notice',
      runbook: 'refusals-jump',
      means: 'A fifth or more of the tokens are refused for a quarter of an hour.',
      action:
        'See the reasons on the dashboard: one reason for all is a setting, many reasons are an attack.',
      metric: new MathExpression({
        label: '% of tokens refused',
        expression: 'IF(refusals >= 20, 100 * refusals / judged, 0)',
        usingMetrics: {
          refusals: logs.refusals,
          judged: authorizer.metricInvocations({ statistic: Stats.SUM }),
        },
        period: Duration.minutes(5),
      }),
      threshold: 20,
      breaching: { periods: 3, of: 3 },
    },
  ];
}
