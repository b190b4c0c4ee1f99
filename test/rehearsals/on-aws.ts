import { accessLogLine } from '../observability/access-log.ts';
import { type AlarmProperties, alarmState } from '../observability/alarm-state.ts';
import { metricFilters } from '../observability/metric-filters.ts';
import { type CloudFormationTemplate, resourcesOf } from '../observability/template-resources.ts';
import { readWatched } from '../observability/watched.ts';
import type { TimedDatum } from '../observability/watched-series.ts';

/** What happened here, as CloudWatch would be told of it. */
export interface Happened {
  /** The authorizer's lines. */
  readonly authorizerLog: readonly string[];
  /** The status of each answer. */
  readonly statuses: readonly number[];
  /** Lambda's own metrics of a function, by the beginning of its logical id: its sums by name. */
  readonly functions: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What it would come to on AWS. */
export interface OnAws {
  /** Metrics that the log lines are counted in, by name, with the sum of their values. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The alarms that are on if it goes on like this, by the construct's id, sorted. */
  readonly alarms: readonly string[];
}

type Datum = Omit<TimedDatum, 'atSeconds'>;

/** Has the stack's own metric filters and alarms judge what happened. */
export function onAws(template: CloudFormationTemplate, happened: Happened): OnAws {
  const counted = fromLogs(template, happened);
  const metrics: Record<string, number> = {};
  for (const { name, value, dimensions = {} } of counted)
    if (Object.keys(dimensions).length === 0) metrics[name] = (metrics[name] ?? 0) + value;
  const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
  const data = [...counted, ...ofAws(alarms, happened)];
  return {
    metrics,
    alarms: alarms
      .filter(([, alarm]) => isOnIfItLasts(alarm, data))
      .map(([id]) => id.replace(/^ObservabilityAlarms|[0-9A-F]{8}$/g, ''))
      .sort(),
  };
}

function fromLogs(template: CloudFormationTemplate, happened: Happened): readonly Datum[] {
  const filters = metricFilters(template);
  const logGroup = (metric: string): string =>
    filters.filters.find(({ logicalId }) => logicalId.includes(`Metrics${metric}`))?.logGroup ?? '';
  const [stage] = ['AWS::ApiGatewayV2::Stage', 'AWS::ApiGateway::Stage'].flatMap((type) =>
    resourcesOf(template, type),
  );
  const settings = stage?.[1]['AccessLogSettings'] ?? stage?.[1]['AccessLogSetting'];
  const { Format } = settings as { Format: string };
  return [
    ...happened.authorizerLog.flatMap((line) => filters.datapoints(logGroup('Failures'), line)),
    ...happened.statuses.flatMap((status) =>
      filters.datapoints(logGroup('Throttled'), accessLogLine(Format, { status }, 'escaped')),
    ),
  ];
}

/** What AWS measures by itself, of those metrics that an alarm looks at. */
function ofAws(
  alarms: readonly (readonly [string, AlarmProperties])[],
  { statuses, functions }: Happened,
): readonly Datum[] {
  const watched = alarms.flatMap(([, alarm]) => [...readWatched(alarm).metrics.values()]);
  const once = new Map(
    watched.map((metric) => [JSON.stringify([metric.name, metric.dimensions]), metric]),
  );
  return Array.from(once.values()).flatMap(({ namespace, name, dimensions }) => {
    const datum = { namespace: String(namespace), name: String(name), dimensions };
    const values = (count: number) => Array.from({ length: count }, () => ({ ...datum, value: 1 }));
    if (namespace === 'AWS/ApiGateway' && name === 'Count') return values(statuses.length);
    if (namespace === 'AWS/ApiGateway' && /^5xx/i.test(String(name)))
      return values(statuses.filter((status) => status >= 500).length);
    const { FunctionName } = dimensions as { FunctionName?: { Ref: string } };
    const sums = Object.entries(functions).find(([id]) => FunctionName?.Ref.startsWith(id))?.[1];
    return values(sums?.[String(name)] ?? 0);
  });
}

/** Whether an alarm is on once the same has happened in each of its periods. */
function isOnIfItLasts(alarm: AlarmProperties, data: readonly Datum[]): boolean {
  const { periodSeconds } = readWatched(alarm);
  const periods = Number(alarm['EvaluationPeriods']);
  const lasting = Array.from({ length: periods }, (_, period) =>
    data.map((datum) => ({ ...datum, atSeconds: period * periodSeconds + 1 })),
  ).flat();
  const quotas = { running: 1000 };
  return alarmState(alarm, lasting, { atSeconds: periods * periodSeconds, quotas }) === 'ALARM';
}
