import { GraphWidget, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { logQueries } from '../log-queries.ts';
import { functionsByName } from '../monitored-resources.ts';
import type { DashboardParts } from './dashboard.ts';
import { logTable } from './log-table.ts';

/** Answers: is it fast? */
export function speedWidgets(parts: DashboardParts): IWidget[] {
  const { api, accessLog, settings } = parts;
  const duration = (name: string, measured: IFunction) =>
    ['p50', 'p99'].map((statistic) =>
      measured.metricDuration({ statistic, label: `${name} ${statistic}` }),
    );
  return [
    new GraphWidget({
      title: 'Latency of the API, ms',
      left: ['p50', 'p90', 'p99'].map((statistic) => api.latency(statistic)),
      leftAnnotations: [
        { value: settings.latencyP99Milliseconds, label: 'latencyP99Milliseconds' },
      ],
      width: 8,
      height: 6,
    }),
    new GraphWidget({
      title: 'Duration of functions, ms, without cold starts',
      left: [...functionsByName(parts)].flatMap(([name, each]) => duration(name, each)),
      width: 8,
      height: 6,
    }),
    logTable('Slowest requests', accessLog, logQueries.SlowestRequests),
  ];
}
