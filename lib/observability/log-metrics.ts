import { type Metric, Stats, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface LogMetricsProps {
  /** What the metrics are filed under: the stack's name, so that stages keep apart. */
  readonly namespace: string;
  /** Where the authorizer's lines are: lambdas/authorizer/log.ts, and Lambda's own. */
  readonly authorizerLog: ILogGroup;
  /** Where API Gateway's lines are: lib/access-log.ts. */
  readonly accessLog: ILogGroup;
}

/**
 * The authorizer could not tell: its own line, or Lambda's for an invocation or a start that ended
 * otherwise. An error that a handler throws is none of these, for a REST API is refused by one.
 * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
const failed = `{ $.message.event = "failed" ||
  ($.type = "platform.report" && ($.record.status = "timeout" ||
    $.record.errorType = "Runtime.ExitError" || $.record.errorType = "Runtime.OutOfMemory")) ||
  ($.type = "platform.initReport" && $.record.status != "success") }`.replaceAll(/\s+/g, ' ');

/**
 * Metrics counted from log lines by CloudWatch: the hot path measures nothing. A metric has data only
 * for minutes in which something happened.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export class LogMetrics extends Construct {
  readonly namespace: string;
  /** Requests that the authorizer refused. */
  readonly refusals: Metric;
  /** Requests that it could not judge. */
  readonly failures: Metric;
  /** Key sets that were fetched. */
  readonly keyRefreshes: Metric;
  /** Attempts to fetch one that failed. */
  readonly failedKeyRefreshes: Metric;
  /** How old the keys are that go on serving after such a failure, in seconds. */
  readonly staleKeyAge: Metric;
  /** Requests that API Gateway itself answered with 429. */
  readonly throttled: Metric;

  constructor(scope: Construct, id: string, props: LogMetricsProps) {
    super(scope, id);
    const { namespace, authorizerLog, accessLog } = props;
    this.namespace = namespace;
    const event = (name: string, more = '') => `{ $.message.event = "${name}"${more} }`;
    const counted = (name: string, label: string, logGroup: ILogGroup, pattern: string) =>
      this.filter(name, logGroup, pattern).metric({ label, statistic: Stats.SUM });
    this.refusals = counted('Refusals', 'refusals', authorizerLog, event('refused'));
    this.failures = counted('Failures', 'failures', authorizerLog, failed);
    this.keyRefreshes = counted('KeyRefreshes', 'fetched', authorizerLog, event('jwks_fetched'));
    this.failedKeyRefreshes = counted(
      'FailedKeyRefreshes',
      'failed',
      authorizerLog,
      event('jwks_fetch_failed'),
    );
    this.staleKeyAge = this.filter(
      'StaleKeyAge',
      authorizerLog,
      event('jwks_fetch_failed', ' && $.message.ageSeconds >= 0'),
      { metricValue: '$.message.ageSeconds', unit: Unit.SECONDS },
    ).metric({ label: 'age of keys', statistic: Stats.MAXIMUM });
    this.filter('RefusalsByReason', authorizerLog, event('refused', ' && $.message.reason = "*"'), {
      dimensions: { Reason: '$.message.reason' },
    });
    // Not a handler's own 429: no integration was asked.
    const throttled = '{ $.status = "429" && $.integrationStatus = "-" }';
    this.throttled = counted('Throttled', 'throttled', accessLog, throttled);
  }

  /** Refusals, a line for each reason that occurs, as a search expression. */
  get refusalsByReason(): string {
    return `SEARCH('{"${this.namespace}",Reason} MetricName="RefusalsByReason"', 'Sum')`;
  }

  private filter(
    metricName: string,
    logGroup: ILogGroup,
    pattern: string,
    more: { metricValue?: string; unit?: Unit; dimensions?: Record<string, string> } = {},
  ): MetricFilter {
    return new MetricFilter(this, metricName, {
      logGroup,
      metricNamespace: this.namespace,
      metricName,
      filterPattern: FilterPattern.literal(pattern),
      metricValue: '1',
      ...more,
    });
  }
}
