import { Duration } from 'aws-cdk-lib';
import { MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { MonitoredFunction, MonitoredResources } from '../monitored-resources.ts';
import { type AlarmDefinition, twoOfFive, twoOfThree } from './alarm-definition.ts';

export interface AuthorizerAlarmsProps extends Pick<MonitoredResources, 'logs'> {
  readonly authorizer: Pick<MonitoredFunction, 'function'>;
}

/** Returns the authorizer's alarms, which separate errors from rejections. */
export function authorizerAlarms({
  logs,
  authorizer,
}: AuthorizerAlarmsProps): readonly AlarmDefinition[] {
  return [
    {
      id: 'AuthorizerErrors',
      severity: 'page',
      runbook: 'authorizer-errors',
      meaning: 'The authorizer cannot decide about requests; callers get 500.',
      action:
        'Run the saved query "authorizer errors": for jwks_unavailable check the issuer; otherwise roll back.',
      metric: logs.authorizerErrors.with({ period: Duration.minutes(1) }),
      threshold: 1,
      breaching: twoOfFive,
      rollsBack: { function: 'authorizer' },
    },
    {
      id: 'JwksFetchFailures',
      severity: 'page',
      runbook: 'jwks-fetch-failures',
      meaning:
        "The issuer's JWKS cannot be fetched. The known keys stay in use for up to a day; new keys do not work.",
      action:
        'Run "npm run doctor" for the issuer, and the saved query "JWKS events" for the cause.',
      metric: logs.jwksFetchFailures.with({ period: Duration.minutes(5) }),
      threshold: 1,
      breaching: twoOfThree,
    },
    {
      id: 'RejectionRate',
      severity: 'notice',
      runbook: 'rejection-rate',
      meaning: 'At least 20 % of the tokens have been rejected for 15 minutes.',
      action:
        'Check the reasons on the dashboard: a single reason usually means a wrong setting, many reasons an attack.',
      metric: new MathExpression({
        label: '% of tokens rejected',
        expression: 'IF(rejections >= 20, 100 * rejections / decisions, 0)',
        usingMetrics: {
          rejections: logs.rejections,
          decisions: authorizer.function.metricInvocations({ statistic: Stats.SUM }),
        },
        period: Duration.minutes(5),
      }),
      threshold: 20,
      breaching: { periods: 3, of: 3 },
    },
  ];
}
