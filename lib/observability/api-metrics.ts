import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** What API Gateway itself measures of an API, the same for both flavours; counts are sums over five minutes. */
export interface ApiMetrics {
  readonly requests: Metric;
  /** Answers from 400 to 499: refusals, requests for nothing, and those that were throttled. */
  readonly clientErrors: Metric;
  /** Answers from 500 to 599: failures, never refusals. */
  readonly serverErrors: Metric;
  /** Milliseconds from request to answer. @param statistic such as p99 */
  latency(statistic: string): Metric;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html */
export function httpApiMetrics(apiId: string): ApiMetrics {
  return apiMetrics({ ApiId: apiId, Stage: '$default' }, { client: '4xx', server: '5xx' });
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html */
export function restApiMetrics(apiName: string, stage: string): ApiMetrics {
  return apiMetrics({ ApiName: apiName, Stage: stage }, { client: '4XXError', server: '5XXError' });
}

function apiMetrics(
  dimensionsMap: Record<string, string>,
  errors: { readonly client: string; readonly server: string },
): ApiMetrics {
  const metric = (metricName: string, statistic: string, label: string) =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap,
      statistic,
      label,
      period: Duration.minutes(5),
    });
  return {
    requests: metric('Count', Stats.SAMPLE_COUNT, 'requests'),
    clientErrors: metric(errors.client, Stats.SUM, '4xx'),
    serverErrors: metric(errors.server, Stats.SUM, '5xx'),
    latency: (statistic) => metric('Latency', statistic, statistic),
  };
}
