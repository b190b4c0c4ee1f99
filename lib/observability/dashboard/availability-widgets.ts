import {
  AlarmStatusWidget,
  GraphWidget,
  type IWidget,
  MathExpression,
  SingleValueWidget,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { functionsByName } from '../monitored-resources.ts';
import type { DashboardParts } from './dashboard.ts';
import { fullWidth } from './section-heading.ts';

/** Answers: is it up? */
export function upWidgets(parts: DashboardParts): IWidget[] {
  const { alarms, api, logs } = parts;
  const functions = [...functionsByName(parts)];
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
      title: 'Answered without failing',
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
      title: 'Throttled, and instances at work',
      left: [
        logs.throttled,
        ...functions.map(([name, each]) =>
          each.metricThrottles({ label: `${name} not run`, statistic: Stats.SUM }),
        ),
      ],
      right: functions.map(([name, each]) =>
        each.metric('ConcurrentExecutions', { label: name, statistic: Stats.MAXIMUM }),
      ),
      width: 9,
      height: 6,
    }),
  ];
}
