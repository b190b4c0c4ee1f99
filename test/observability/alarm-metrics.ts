import type { AlarmMetrics, MetricStat } from './alarm-series.ts';
import { rejectOtherProperties } from './template-resources.ts';
import { UnsupportedSyntax } from './unsupported-syntax.ts';

type Given = Readonly<Record<string, unknown>>;

/** @see CloudWatch, "Alarms on math expressions" */
const mostMetrics = 10;

/**
 * What an alarm of a template watches: one metric, or Metrics with expressions over them.
 *
 * @throws {UnsupportedSyntax} for what CloudWatch rejects, or is not supported here
 */
export function parseAlarmMetrics(properties: Given): AlarmMetrics {
  const queries = properties['Metrics'] as readonly Given[] | undefined;
  if (queries === undefined) {
    const { Period, Statistic, ExtendedStatistic, Unit } = properties;
    const Stat = Statistic ?? ExtendedStatistic;
    const metric = metricStat({
      Metric: properties,
      Period,
      Stat,
      ...(Unit !== undefined && { Unit }),
    });
    const metrics = new Map([['metric', metric]]);
    const { periodSeconds } = metric;
    return { metrics, expressions: new Map(), compared: 'metric', periodSeconds };
  }
  for (const query of queries)
    rejectOtherProperties('a metric of an alarm', query, [
      ...['Id', 'Expression', 'Label', 'MetricStat', 'ReturnData'],
    ]);
  const metrics = new Map(
    queries
      .filter(({ MetricStat }) => MetricStat !== undefined)
      .map(({ Id, MetricStat }) => [String(Id), metricStat(MetricStat as Given)]),
  );
  const expressions = new Map(
    queries
      .filter(({ Expression }) => Expression !== undefined)
      .map(({ Id, Expression }) => [String(Id), String(Expression)]),
  );
  return {
    metrics,
    expressions,
    compared: theOneReturned(queries),
    periodSeconds: thePeriod(metrics),
  };
}

function metricStat({ Metric, Period, Stat, Unit, ...others }: Given): MetricStat {
  rejectOtherProperties('a statistic of an alarm', others, []);
  const { Namespace, MetricName, Dimensions = [] } = Metric as Given;
  const dimensions = (Dimensions as readonly Given[]).map(({ Name, Value }) => [Name, Value]);
  return {
    namespace: Namespace,
    name: MetricName,
    dimensions: Object.fromEntries(dimensions),
    periodSeconds: Number(Period),
    statistic: String(Stat),
    unit: Unit as string | undefined,
  };
}

function theOneReturned(queries: readonly Given[]): string {
  const [only, ...more] = queries.filter(({ ReturnData }) => ReturnData !== false);
  if (only === undefined || more.length > 0)
    throw new UnsupportedSyntax('exactly one of the Metrics must return data');
  return String(only['Id']);
}

function thePeriod(metrics: ReadonlyMap<string, MetricStat>): number {
  const periods = new Set(Array.from(metrics.values(), ({ periodSeconds }) => periodSeconds));
  const [only, ...more] = periods;
  if (only === undefined || more.length > 0)
    throw new UnsupportedSyntax('the metrics of an expression must have one period');
  if (metrics.size > mostMetrics)
    throw new UnsupportedSyntax(`${metrics.size} metrics in an alarm, at most ${mostMetrics}`);
  return only;
}
