import { GraphWidget, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { logQueries } from '../log-queries.ts';
import type { DashboardParts } from './dashboard.ts';
import { logTable } from './log-table.ts';

/** Answers: are the keys healthy? */
export function keyWidgets({ logs, authorizerLog }: DashboardParts): IWidget[] {
  return [
    new GraphWidget({
      title: 'Key fetches',
      left: [logs.keyRefreshes, logs.failedKeyRefreshes],
      width: 8,
      height: 6,
    }),
    new GraphWidget({
      title: 'Requests that could not be judged, and the age of stale keys, s',
      left: [logs.failures],
      right: [logs.staleKeyAge],
      width: 8,
      height: 6,
    }),
    logTable('What happened to the keys', authorizerLog, logQueries.KeyEvents),
  ];
}
