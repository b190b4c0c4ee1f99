import { GraphWidget, type IWidget } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { logQueries } from '../log-queries.ts';
import { functionsByName } from '../monitored-resources.ts';
import type { DashboardProps } from './dashboard-props.ts';
import { logTable } from './log-table.ts';

/** Returns the widgets about latency. */
export function latencyWidgets(props: DashboardProps): IWidget[] {
  const { api, accessLog, settings } = props;
  const duration = (name: string, fn: IFunction) =>
    ['p50', 'p99'].map((statistic) =>
      fn.metricDuration({ statistic, label: `${name} ${statistic}` }),
    );
  return [
    new GraphWidget({
      title: 'API latency, ms',
      left: ['p50', 'p90', 'p99'].map((statistic) => api.latency(statistic)),
      leftAnnotations: [
        { value: settings.latencyP99Milliseconds, label: 'latencyP99Milliseconds' },
      ],
      width: 8,
      height: 6,
    }),
    new GraphWidget({
      title: 'Function duration without initialization, ms',
      left: [...functionsByName(props)].flatMap(([name, fn]) => duration(name, fn.function)),
      width: 8,
      height: 6,
    }),
    logTable('Slowest requests', accessLog, logQueries.SlowestRequests),
  ];
}
