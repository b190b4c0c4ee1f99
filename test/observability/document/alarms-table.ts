import type { AlarmProperties } from '../alarm-state.ts';
import type { DeployedStack } from '../deployed-stack.ts';
import { readWatched } from '../watched.ts';
import type { MetricStat } from '../watched-series.ts';
import { code, table } from './markdown.ts';

/** Gives the table of a stack's alarms. */
export function alarmsTable({ alarms, idOf }: DeployedStack): string {
  const page = idOf('ObservabilityAlarmsTopicsPage');
  return table(
    ['alarm', 'severity', 'looks at', 'threshold', 'periods', 'runbook'],
    Array.from(alarms, ([name, alarm]) => [
      name,
      JSON.stringify(alarm['AlarmActions']).includes(page) ? '**page**' : 'notice',
      lookedAt(alarm),
      `≥ ${alarm['Threshold']}`,
      periods(alarm),
      runbook(alarm),
    ]),
  );
}

function lookedAt(alarm: AlarmProperties): string {
  const { metrics, expressions, compared } = readWatched(alarm);
  const expression = expressions.get(compared);
  const stats = Array.from(metrics, ([id, stat]) =>
    expression === undefined ? metric(stat) : `${code(id)} = ${metric(stat)}`,
  );
  return expression === undefined ? stats.join() : [code(expression), ...stats].join('; ');
}

function metric({ namespace, name, statistic, dimensions }: MetricStat): string {
  const { FunctionName } = dimensions as { FunctionName?: { readonly Ref: string } };
  const whose =
    FunctionName === undefined ? '' : ` of ${FunctionName.Ref.replace(/[0-9A-F]{8}$/, '')}`;
  const isOurs = !String(namespace).startsWith('AWS/');
  return `${statistic} of ${code(isOurs ? String(name) : `${namespace} ${name}`)}${whose}`;
}

function periods(alarm: AlarmProperties): string {
  const { periodSeconds } = readWatched(alarm);
  return `${alarm['DatapointsToAlarm']} of ${alarm['EvaluationPeriods']} × ${periodSeconds / 60} min`;
}

function runbook(alarm: AlarmProperties): string {
  const anchor = String(alarm['AlarmDescription']).split('#').at(-1);
  return `[${anchor}](runbook.md#${anchor})`;
}
