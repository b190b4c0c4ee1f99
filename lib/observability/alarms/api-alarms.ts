import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { MonitoredResources } from '../monitored-resources.ts';
import { type AlarmDefinition, twoOfFive, twoOfThree } from './alarm-definition.ts';

/**
 * Gives the alarms of the API as callers see it.
 * @param latencyP99Milliseconds what 99 of 100 requests shall be answered within
 */
export function apiAlarms(
  { api, logs }: Pick<MonitoredResources, 'api' | 'logs'>,
  latencyP99Milliseconds: number,
): readonly AlarmDefinition[] {
  return [
    {
      id: 'ServerErrorShare',
      severity: 'page',
      runbook: 'server-error-share',
      means: 'One request in a hundred or more is answered with a 5xx.',
      action:
        'Look for its cause beside it: authorizer, handlers, throttling; else see the access log.',
      metric: new MathExpression({
        label: '% of requests answered with 5xx',
        expression: '100 * errors / requests',
        usingMetrics: { errors: api.serverErrors, requests: api.requests },
        period: Duration.minutes(1),
      }),
      threshold: 1,
      breaching: twoOfFive,
      rollsBack: 'every',
    },
    {
      id: 'SlowRequests',
      severity: 'page',
      runbook: 'slow-requests',
      means: `One request in a hundred takes ${latencyP99Milliseconds} ms or longer.`,
      action:
        'See on the dashboard whether the authorizer or a handler is slow, and the saved query "slowest requests".',
      // One in a hundred of a few requests is the slowest, a cold start as a rule: nothing to wake anybody for.
      metric: new MathExpression({
        label: 'p99 of latency, ms',
        expression: 'IF(requests >= 100, p99, 0)',
        usingMetrics: { p99: api.latency('p99'), requests: api.requests },
        period: Duration.minutes(5),
      }),
      threshold: latencyP99Milliseconds,
      breaching: { periods: 3, of: 3 },
    },
    {
      id: 'RequestsThrottled',
      severity: 'page',
      runbook: 'requests-throttled',
      means:
        'API Gateway answers requests with 429: the stage, a route or the account is at its limit.',
      action:
        'Tell load from a flood by source address; raise throttleRatePerSecond or block the source.',
      metric: logs.throttled.with({ period: Duration.minutes(5) }),
      threshold: 10,
      breaching: twoOfThree,
    },
  ];
}
