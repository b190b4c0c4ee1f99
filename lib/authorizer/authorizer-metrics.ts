import { type Metric, Stats, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logEvents, logField } from '../../contract/log-events.ts';

export interface AuthorizerMetricsProps {
  /** The metrics' namespace. */
  readonly namespace: string;
  /** The authorizer's log: its own events (contract/log-events.ts) and Lambda's. */
  readonly logGroup: ILogGroup;
}

const isEvent = (name: string) => `$.${logField('event')} = "${name}"`;

/**
 * The authorizer could not decide: its own event, or Lambda's entry for an invocation or initialization that
 * ended otherwise. A thrown error is not among them, because on a REST API the authorizer rejects by throwing.
 * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
const authorizerError = `{ ${isEvent(logEvents.authorizerError)} ||
  ($.type = "platform.report" && ($.record.status = "timeout" ||
    $.record.errorType = "Runtime.ExitError" || $.record.errorType = "Runtime.OutOfMemory")) ||
  ($.type = "platform.initReport" && $.record.status != "success") }`.replaceAll(/\s+/g, ' ');

/**
 * Metrics that CloudWatch counts from the authorizer's log lines, so that no code measures anything at run time. A
 * metric has data only for minutes in which something happened.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export class AuthorizerMetrics extends Construct {
  readonly namespace: string;
  /** Requests whose token the authorizer rejected. */
  readonly rejections: Metric;
  /** Requests that the authorizer could not decide. */
  readonly authorizerErrors: Metric;
  /** JWKS fetches that succeeded. */
  readonly jwksFetches: Metric;
  /** JWKS fetches that failed. */
  readonly jwksFetchFailures: Metric;
  /** Age in seconds of the JWKS that stays in use after a failed fetch. */
  readonly staleJwksAge: Metric;
  private readonly logGroup: ILogGroup;

  constructor(scope: Construct, id: string, { namespace, logGroup }: AuthorizerMetricsProps) {
    super(scope, id);
    this.namespace = namespace;
    this.logGroup = logGroup;
    const count = (name: string, label: string, pattern: string) =>
      this.filter(name, pattern).metric({ label, statistic: Stats.SUM });
    const countEvent = (name: string, label: string, event: string) =>
      count(name, label, `{ ${isEvent(event)} }`);
    this.rejections = countEvent('Rejections', 'rejections', logEvents.tokenRejected);
    this.authorizerErrors = count('AuthorizerErrors', 'errors', authorizerError);
    this.jwksFetches = countEvent('JwksFetches', 'fetched', logEvents.jwksFetched);
    this.jwksFetchFailures = countEvent('JwksFetchFailures', 'failed', logEvents.jwksFetchFailed);
    const ageSeconds = `$.${logField('ageSeconds')}`;
    this.staleJwksAge = this.filter(
      'StaleJwksAge',
      `{ ${isEvent(logEvents.jwksFetchFailed)} && ${ageSeconds} >= 0 }`,
      { metricValue: ageSeconds, unit: Unit.SECONDS },
    ).metric({ label: 'JWKS age', statistic: Stats.MAXIMUM });
    const reason = `$.${logField('reason')}`;
    this.filter(
      'RejectionsByReason',
      `{ ${isEvent(logEvents.tokenRejected)} && ${reason} = "*" }`,
      { dimensions: { Reason: reason } },
    );
  }

  /** A search expression with a line for each rejection reason that occurs. */
  get rejectionsByReason(): string {
    return `SEARCH('{"${this.namespace}",Reason} MetricName="RejectionsByReason"', 'Sum')`;
  }

  private filter(
    metricName: string,
    pattern: string,
    more: { metricValue?: string; unit?: Unit; dimensions?: Record<string, string> } = {},
  ): MetricFilter {
    return new MetricFilter(this, metricName, {
      logGroup: this.logGroup,
      metricNamespace: this.namespace,
      metricName,
      filterPattern: FilterPattern.literal(pattern),
      metricValue: '1',
      ...more,
    });
  }
}
