import { CfnQueryDefinition, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type AccessLogField, logEvents, logField } from '../../contract/log-events.ts';

export interface LogQueriesProps {
  /** The folder of the saved queries: the stack's name. */
  readonly folder: string;
  readonly authorizerLog: ILogGroup;
  readonly accessLog: ILogGroup;
}

/** A query of a log, in CloudWatch Logs Insights' language. */
export interface LogQuery {
  readonly name: string;
  readonly log: 'authorizerLog' | 'accessLog';
  readonly lines: readonly string[];
}

const rejected = `filter ${logField('event')} = "${logEvents.tokenRejected}"`;

/** Returns access log fields as a query lists them. */
function accessLog(...fields: readonly AccessLogField[]): string {
  return fields.join(', ');
}

/**
 * Saved queries.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export const logQueries = {
  RejectionsByReason: {
    name: 'rejections by reason',
    log: 'authorizerLog',
    lines: [
      rejected,
      `stats count(*) as rejections by ${logField('reason')} as reason`,
      'sort rejections desc',
    ],
  },
  RejectionsBySubject: {
    name: 'rejections by subject',
    log: 'authorizerLog',
    lines: [
      // A subject is logged only if the token's signature is good, for example for an expired token.
      `${rejected} and ispresent(${logField('sub')})`,
      `stats count(*) as rejections by ${logField('sub')} as subject, ${logField('reason')} as reason`,
      'sort rejections desc',
    ],
  },
  RejectionsByRoute: {
    name: 'rejections by route',
    log: 'authorizerLog',
    lines: [
      rejected,
      `stats count(*) as rejections by ${logField('route')} as route, ${logField('reason')} as reason`,
      'sort rejections desc',
    ],
  },
  SlowestRequests: {
    name: 'slowest requests',
    log: 'accessLog',
    lines: [
      `fields @timestamp, ${accessLog('route', 'status', 'latencyMs', 'integrationLatencyMs', 'sub', 'requestId')}`,
      `sort ${accessLog('latencyMs')} desc`,
      'limit 50',
    ],
  },
  JwksEvents: {
    name: 'JWKS events',
    log: 'authorizerLog',
    lines: [
      `filter ${logField('event')} in ["${logEvents.jwksFetched}", "${logEvents.jwksFetchFailed}"]`,
      `fields @timestamp, ${logField('event')}, ${logField('issuer')}, ${logField('changed')}, ${logField('cause')}, ${logField('ageSeconds')}`,
      'sort @timestamp desc',
    ],
  },
  AuthorizerErrors: {
    name: 'authorizer errors',
    log: 'authorizerLog',
    lines: [
      // On a REST API the authorizer rejects by throwing Unauthorized, which the runtime logs as an error.
      `filter ${logField('event')} = "${logEvents.authorizerError}" or type like /platform/ or (level = "ERROR" and message.errorMessage != "Unauthorized")`,
      `fields @timestamp, ${logField('reason')}, ${logField('error')}, ${logField('stackFrame')}, message.errorMessage, type, record.status, record.errorType`,
      'sort @timestamp desc',
    ],
  },
} as const satisfies Readonly<Record<string, LogQuery>>;

/** Saves the queries: CloudWatch shows them under Logs Insights, Saved queries. */
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
