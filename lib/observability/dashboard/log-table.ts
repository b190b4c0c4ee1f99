import { LogQueryWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { LogQuery } from '../log-queries.ts';

/** Returns a table with a saved query's result. Opening the dashboard scans the log (docs/operations.md). */
export function logTable(title: string, log: ILogGroup, { lines }: LogQuery): LogQueryWidget {
  return new LogQueryWidget({
    title,
    logGroupNames: [log.logGroupName],
    queryLines: [...lines],
    width: 8,
    height: 6,
  });
}
