import {
  AlarmStatusWidget,
  GraphWidget,
  type IWidget,
  MathExpression,
  SingleValueWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { functionsByName } from '../monitored-resources.ts';
import type { DashboardProps } from './dashboard-props.ts';
import { fullWidth } from './section-heading.ts';

/** Returns the widgets about availability. */
export function availabilityWidgets(props: DashboardProps): IWidget[] {
  const { alarms, api, throttled } = props;
  const functions = [...functionsByName(props)];
  return [
    ...(alarms.length > 0
      ? [
          new AlarmStatusWidget({
            title: 'Alarms',
            alarms: [...alarms],
            width: fullWidth,
            height: 3,
          }),
        ]
      : []),
    new SingleValueWidget({
      title: 'Requests without a server error',
      metrics: [
        new MathExpression({
          label: '% of requests',
          expression: '100 * (1 - FILL(errors, 0) / requests)',
          usingMetrics: { errors: api.serverErrors, requests: api.requests },
        }),
      ],
      setPeriodToTimeRange: true,
      width: 6,
      height: 6,
    }),
    new GraphWidget({
      title: 'Requests',
      left: [api.requests],
      right: [api.clientErrors, api.serverErrors],
      width: 9,
      height: 6,
    }),
    new GraphWidget({
      title: 'Throttled requests (left), concurrent executions (right)',
      left: [
        throttled,
        ...functions.map(([name, fn]) =>
          fn.function.metricThrottles({ label: `${name} throttled`, statistic: Stats.SUM }),
        ),
      ],
      right: functions.map(([name, fn]) =>
        fn.function.metric('ConcurrentExecutions', { label: name, statistic: Stats.MAXIMUM }),
      ),
      width: 9,
      height: 6,
    }),
  ];
}
