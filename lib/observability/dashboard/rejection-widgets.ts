import { GraphWidget, type IWidget, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { logQueries } from '../log-queries.ts';
import type { DashboardParts } from './dashboard.ts';
import { logTable } from './log-table.ts';

/** Answers: who is refused, and why? */
export function refusalWidgets({ logs, authorizerLog }: DashboardParts): IWidget[] {
  return [
    new GraphWidget({
      title: 'Refusals by reason',
      stacked: true,
      left: [new MathExpression({ label: '', expression: logs.refusalsByReason })],
      width: 8,
      height: 6,
    }),
    logTable('By subject', authorizerLog, logQueries.RefusalsBySubject),
    logTable('By route', authorizerLog, logQueries.RefusalsByRoute),
  ];
}
