import { Duration } from 'aws-cdk-lib';
import {
  GraphWidget,
  type IWidget,
  MathExpression,
  Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { functionsByName, type MonitoredFunction } from '../monitored-resources.ts';
import type { DashboardProps } from './dashboard-props.ts';

const period = Duration.minutes(5);

/** Returns the widgets about the quantities that AWS bills. */
export function usageWidgets(props: DashboardProps): IWidget[] {
  const { authorizerLog, accessLog } = props;
  return [
    new GraphWidget({
      title: 'Function duration, GB-seconds',
      stacked: true,
      left: [...functionsByName(props)].map(([name, fn], index) =>
        gbSeconds(name, fn, `d${index}`),
      ),
      width: 12,
      height: 6,
    }),
    new GraphWidget({
      title: 'Log ingestion, bytes',
      stacked: true,
      left: [incomingBytes(authorizerLog, 'authorizer'), incomingBytes(accessLog, 'access log')],
      width: 12,
      height: 6,
    }),
  ];
}

/** @param id unique in the graph */
function gbSeconds(label: string, fn: MonitoredFunction, id: string): MathExpression {
  return new MathExpression({
    label,
    expression: `${id} / 1000 * ${fn.memoryMb / 1024}`,
    usingMetrics: { [id]: fn.function.metricDuration({ statistic: Stats.SUM }) },
    period,
  });
}

function incomingBytes({ logGroupName }: ILogGroup, label: string): Metric {
  return new Metric({
    namespace: 'AWS/Logs',
    metricName: 'IncomingBytes',
    dimensionsMap: { LogGroupName: logGroupName },
    statistic: Stats.SUM,
    period,
    label,
  });
}
