import { GraphWidget, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { logQueries } from '../log-queries.ts';
import type { DashboardProps } from './dashboard-props.ts';
import { logTable } from './log-table.ts';

/** Returns the widgets about JWKS fetches. */
export function jwksWidgets({ logs, authorizerLog }: DashboardProps): IWidget[] {
  return [
    new GraphWidget({
      title: 'JWKS fetches',
      left: [logs.jwksFetches, logs.jwksFetchFailures],
      width: 8,
      height: 6,
    }),
    new GraphWidget({
      title: 'Authorizer errors (left), age of the stale JWKS in seconds (right)',
      left: [logs.authorizerErrors],
      right: [logs.staleJwksAge],
      width: 8,
      height: 6,
    }),
    logTable('JWKS events', authorizerLog, logQueries.JwksEvents),
  ];
}
