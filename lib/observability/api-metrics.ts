import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';

/** API Gateway's metrics of an API, the same for both API types; counts are sums over five minutes. */
export interface ApiMetrics {
  readonly requests: Metric;
  /** Responses from 400 to 499: rejections, unknown routes and throttled requests. */
  readonly clientErrors: Metric;
  /** Responses from 500 to 599: errors, never rejections. */
  readonly serverErrors: Metric;
  /** Latency from request to response in milliseconds. @param statistic such as p99 */
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
