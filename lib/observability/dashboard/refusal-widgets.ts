import {
  GraphWidget,
  type IWidget,
  LogQueryWidget,
  MathExpression,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { DashboardParts } from '../dashboard.ts';
import { logQueries } from '../log-queries.ts';

/** Answers: who is refused, and why? */
export function refusalWidgets({ logs, authorizerLog }: DashboardParts): IWidget[] {
  const table = (title: string, { lines }: { lines: readonly string[] }) =>
    new LogQueryWidget({
      title,
      logGroupNames: [authorizerLog.logGroupName],
      queryLines: [...lines],
      width: 8,
      height: 6,
    });
  return [
    new GraphWidget({
      title: 'Refusals by reason',
      stacked: true,
      left: [new MathExpression({ label: '', expression: logs.refusalsByReason })],
      width: 8,
      height: 6,
    }),
    table('By subject', logQueries.RefusalsBySubject),
    table('By route', logQueries.RefusalsByRoute),
  ];
}
