import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { MonitoredResources } from '../monitored-resources.ts';
import { type AlarmDefinition, twoOfFive, twoOfThree } from './alarm-definition.ts';

/**
 * Returns the alarms about what callers experience.
 * @param latencyP99Milliseconds the latency that 99 of 100 requests should stay below
 */
export function apiAlarms(
  { api, throttled }: Pick<MonitoredResources, 'api' | 'throttled'>,
  latencyP99Milliseconds: number,
): readonly AlarmDefinition[] {
  return [
    {
      id: 'ServerErrorRate',
      severity: 'page',
      runbook: 'server-error-rate',
      meaning: 'At least 1 % of the requests are answered with 5xx.',
      action:
        'Check the alarms for the authorizer, the handlers and throttling; then the access log.',
      metric: new MathExpression({
        label: '% of requests answered with 5xx',
        expression: '100 * errors / requests',
        usingMetrics: { errors: api.serverErrors, requests: api.requests },
        period: Duration.minutes(1),
      }),
      threshold: 1,
      breaching: twoOfFive,
      rollsBack: 'all',
    },
    {
      id: 'SlowRequests',
      severity: 'page',
      runbook: 'slow-requests',
      meaning: `1 % of the requests take ${latencyP99Milliseconds} ms or longer.`,
      action:
        'Check on the dashboard whether the authorizer or a handler is slow, and run the saved query "slowest requests".',
      // With few requests, the slowest 1 % are cold starts.
      metric: new MathExpression({
        label: 'p99 latency, ms',
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
      meaning:
        'API Gateway answers requests with 429: a limit of the stage, a route or the account is reached.',
      action:
        'Check the source addresses for an attack; raise throttleRatePerSecond, or block the source.',
      metric: throttled.with({ period: Duration.minutes(5) }),
      threshold: 10,
      breaching: twoOfThree,
    },
  ];
}
