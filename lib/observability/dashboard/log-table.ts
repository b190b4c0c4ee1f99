import { LogQueryWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { LogQuery } from '../log-queries.ts';

/** A third of a row that shows what a saved query finds. Opening the dashboard scans the log: see docs/operations.md. */
export function logTable(title: string, log: ILogGroup, { lines }: LogQuery): LogQueryWidget {
  return new LogQueryWidget({
    title,
    logGroupNames: [log.logGroupName],
    queryLines: [...lines],
    width: 8,
    height: 6,
  });
}
