import { Duration } from 'aws-cdk-lib';
import {
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Metric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { prices } from '../../prices.ts';
import type { ServiceFunction } from '../../service-function.ts';
import { functionsByName } from '../monitored-resources.ts';
import type { DashboardParts } from './dashboard.ts';

const period = Duration.minutes(5);

/** Answers: what does it cost? Every line is what a day costs at the rate of the time that is shown. */
export function costWidgets(parts: DashboardParts): IWidget[] {
  const { api, authorizerLog, accessLog, settings } = parts;
  const functions = [...functionsByName(parts)];
  const request =
    settings.api === 'http' ? prices.millionHttpApiRequests : prices.millionRestApiRequests;
  return [
    new GraphWidget({
      title: 'US dollars a day',
      stacked: true,
      left: [
        dollarsADay('API', `m / 1000000 * ${listPrice(request)}`, { m: api.requests }),
        ...functions.map(([name, each], index) => functionDollars(name, each, `f${index}`)),
        dollarsADay('logs', `(l0 + l1) / ${2 ** 30} * ${listPrice(prices.logGb)}`, {
          l0: incomingBytes(authorizerLog),
          l1: incomingBytes(accessLog),
        }),
      ],
      width: 16,
      height: 6,
    }),
    new GraphWidget({
      title: 'Bytes of logs',
      left: [incomingBytes(authorizerLog, 'authorizer'), incomingBytes(accessLog, 'access log')],
      width: 8,
      height: 6,
    }),
  ];
}

/** @param id a prefix of its own: ids of metrics are the graph's, not the expression's */
function functionDollars(name: string, billed: ServiceFunction, id: string): IMetric {
  const gb = billed.memoryMb / 1024;
  const ofInvocations = `${id}n / 1000000 * ${listPrice(prices.millionInvocations)}`;
  const ofTime = `${id}d / 1000 * ${gb} * ${listPrice(prices.durationGbSecond)}`;
  return dollarsADay(name, `${ofInvocations} + ${ofTime}`, {
    [`${id}n`]: billed.metricInvocations({ statistic: Stats.SUM }),
    [`${id}d`]: billed.metricDuration({ statistic: Stats.SUM }),
  });
}

function dollarsADay(
  label: string,
  dollars: string,
  usingMetrics: Record<string, IMetric>,
): IMetric {
  // The longer the time that is shown, the longer the periods that CloudWatch takes.
  const [metric] = Object.keys(usingMetrics);
  return new MathExpression({
    label,
    expression: `86400 / PERIOD(${metric}) * (${dollars})`,
    usingMetrics,
    period,
  });
}

/** The first tier's price, which all but the largest users pay; CloudWatch's arithmetic knows no exponents. */
function listPrice({ tiers }: { readonly tiers: readonly { readonly dollars: number }[] }): string {
  return (tiers[0]?.dollars ?? 0).toFixed(10);
}

function incomingBytes({ logGroupName }: ILogGroup, label?: string): Metric {
  return new Metric({
    namespace: 'AWS/Logs',
    metricName: 'IncomingBytes',
    dimensionsMap: { LogGroupName: logGroupName },
    statistic: Stats.SUM,
    period,
    ...(label !== undefined && { label }),
  });
}
