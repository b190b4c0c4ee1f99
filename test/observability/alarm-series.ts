import { metricMath } from './metric-math.ts';
import type { Series } from './series-math.ts';
import { statistic } from './statistic.ts';
import { UnsupportedSyntax } from './unsupported-syntax.ts';

/** A value of a metric, and when it was published; what a metric filter gives, with a time. */
export interface TimedDatum {
  readonly namespace: string;
  readonly name: string;
  readonly value: number;
  /** Seconds since 1970. */
  readonly atSeconds: number;
  /** @default None */
  readonly unit?: string;
  /** Values as in the template: texts, or `{ Ref: … }`. @default none */
  readonly dimensions?: Readonly<Record<string, unknown>>;
}

/** One statistic of one metric. */
export interface MetricStat {
  readonly namespace: unknown;
  readonly name: unknown;
  readonly dimensions: Readonly<Record<string, unknown>>;
  readonly periodSeconds: number;
  readonly statistic: string;
  /** Only data of this unit counts. */
  readonly unit: string | undefined;
}

/** What an alarm watches: metrics and expressions by id, of which one is compared. */
export interface AlarmMetrics {
  readonly metrics: ReadonlyMap<string, MetricStat>;
  readonly expressions: ReadonlyMap<string, string>;
  readonly compared: string;
  readonly periodSeconds: number;
}

/**
 * The series that an alarm compares, over whole periods, the last of which ends at or before a time.
 *
 * @param quotas service quotas by the id of the usage metric
 * @throws {UnsupportedSyntax} for a name that stands for nothing
 */
export function alarmSeries(
  watched: AlarmMetrics,
  data: readonly TimedDatum[],
  until: { readonly atSeconds: number; readonly periods: number },
  quotas: Readonly<Record<string, number>>,
): Series {
  const { periodSeconds } = watched;
  const end = Math.floor(until.atSeconds / periodSeconds) * periodSeconds;
  const begin = end - until.periods * periodSeconds;
  const stat = (metric: MetricStat): Series => {
    const buckets = Array.from({ length: until.periods }, (): number[] => []);
    for (const datum of data)
      if (isOf(datum, metric))
        buckets[Math.floor((datum.atSeconds - begin) / periodSeconds)]?.push(datum.value);
    return buckets.map((values) => statistic(metric.statistic, values));
  };
  const series = (id: string, outer: readonly string[]): Series => {
    const metric = watched.metrics.get(id);
    const expression = watched.expressions.get(id);
    if (outer.includes(id)) throw new UnsupportedSyntax(`${id} contains itself`);
    if (metric !== undefined) return stat(metric);
    if (expression === undefined) throw new UnsupportedSyntax(`no metric or expression ${id}`);
    return metricMath(expression, {
      series: (inner) => series(inner, [...outer, id]),
      quota: (inner) => quotas[inner] ?? unknownQuota(inner),
    });
  };
  return series(watched.compared, []);
}

function isOf(datum: TimedDatum, metric: MetricStat): boolean {
  return (
    key(datum.namespace, datum.name, datum.dimensions ?? {}) ===
      key(metric.namespace, metric.name, metric.dimensions) &&
    (metric.unit === undefined || metric.unit === (datum.unit ?? 'None'))
  );
}

/** A metric is its namespace, its name and exactly its dimensions, whatever their order. */
function key(
  namespace: unknown,
  name: unknown,
  dimensions: Readonly<Record<string, unknown>>,
): string {
  const sorted = Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}

function unknownQuota(id: string): never {
  throw new UnsupportedSyntax(`no service quota is given for ${id}`);
}
