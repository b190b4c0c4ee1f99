import { GraphWidget, type IWidget, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { logQueries } from '../log-queries.ts';
import type { DashboardProps } from './dashboard-props.ts';
import { logTable } from './log-table.ts';

/** Returns the widgets about rejected tokens. */
export function rejectionWidgets({ logs, authorizerLog }: DashboardProps): IWidget[] {
  return [
    new GraphWidget({
      title: 'Rejections by reason',
      stacked: true,
      left: [new MathExpression({ label: '', expression: logs.rejectionsByReason })],
      width: 8,
      height: 6,
    }),
    logTable('Rejections by subject', authorizerLog, logQueries.RejectionsBySubject),
    logTable('Rejections by route', authorizerLog, logQueries.RejectionsByRoute),
  ];
}
