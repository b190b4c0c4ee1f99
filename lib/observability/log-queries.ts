import { CfnQueryDefinition, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface LogQueriesProps {
  /** The folder that the queries are saved in: the stack's name. */
  readonly folder: string;
  readonly authorizerLog: ILogGroup;
  readonly accessLog: ILogGroup;
}

/** A question to a log, in CloudWatch Logs Insights' language. */
export interface LogQuery {
  readonly name: string;
  readonly log: 'authorizerLog' | 'accessLog';
  readonly lines: readonly string[];
}

const refused = 'filter message.event = "refused"';

/**
 * The questions that are asked of the logs time and again.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export const logQueries = {
  RefusalsByReason: {
    name: 'refusals by reason',
    log: 'authorizerLog',
    lines: [
      refused,
      'stats count(*) as refusals by message.reason as reason',
      'sort refusals desc',
    ],
  },
  RefusalsBySubject: {
    name: 'refusals by subject',
    log: 'authorizerLog',
    lines: [
      // A subject is logged only if the token's signature is good: expired, say, or of another audience.
      `${refused} and ispresent(message.sub)`,
      'stats count(*) as refusals by message.sub as subject, message.reason as reason',
      'sort refusals desc',
    ],
  },
  RefusalsByRoute: {
    name: 'refusals by route',
    log: 'authorizerLog',
    lines: [
      refused,
      'stats count(*) as refusals by message.route as route, message.reason as reason',
      'sort refusals desc',
    ],
  },
  SlowestRequests: {
    name: 'slowest requests',
    log: 'accessLog',
    lines: [
      'fields @timestamp, route, status, milliseconds, integrationMilliseconds, sub, requestId',
      'sort milliseconds desc',
      'limit 50',
    ],
  },
  KeyEvents: {
    name: 'key events',
    log: 'authorizerLog',
    lines: [
      'filter message.event in ["jwks_fetched", "jwks_fetch_failed"]',
      'fields @timestamp, message.event, message.issuer, message.changed, message.cause, message.ageSeconds',
      'sort @timestamp desc',
    ],
  },
  Failures: {
    name: 'failures',
    log: 'authorizerLog',
    lines: [
      // A REST API is refused by a thrown Unauthorized, which the runtime logs as an error.
      'filter message.event = "failed" or type like /platform/ or (level = "ERROR" and message.errorMessage != "Unauthorized")',
      'fields @timestamp, message.reason, message.error, message.at, message.errorMessage, type, record.status, record.errorType',
      'sort @timestamp desc',
    ],
  },
} as const satisfies Readonly<Record<string, LogQuery>>;

/** Saves the questions where CloudWatch shows them: Logs Insights, Saved queries. */
export class LogQueries extends Construct {
  constructor(scope: Construct, id: string, props: LogQueriesProps) {
    super(scope, id);
    for (const [queryId, { name, log, lines }] of Object.entries(logQueries)) {
      new CfnQueryDefinition(this, queryId, {
        name: `${props.folder}/${name}`,
        logGroupNames: [props[log].logGroupName],
        queryString: lines.join('\n| '),
      });
    }
  }
}
