import { accessLogLine } from './access-log.ts';
import type { TimedDatum } from './alarm-series.ts';
import type { CapturedLines } from './captured-function.ts';
import type { DeployedStack } from './deployed-stack.ts';
import { metricFilters } from './metric-filters.ts';
import { resourcesOf } from './template-resources.ts';

/** Creates metric data for a stack's alarms, from the number of occurrences in each minute. */
export interface AlarmData {
  /** Data of the log lines of a situation. */
  logged(situation: string, ...timesAMinute: readonly number[]): readonly TimedDatum[];
  /** Data of access log lines with this status. */
  accessLogged(status: number, ...timesAMinute: readonly number[]): readonly TimedDatum[];
  /** A Lambda metric with one value in each minute, of a function or of the account. */
  lambda(name: string, fn: string | undefined, ...values: readonly number[]): readonly TimedDatum[];
  /** API Gateway's metrics of requests, `failed` of them with a 5xx. */
  requests(
    times: { readonly count: number; readonly failed?: number; readonly milliseconds?: number },
    ...minutes: readonly number[]
  ): readonly TimedDatum[];
}

/** @param lines returns the captured lines, which exist only once a test runs */
export function alarmData(
  stack: DeployedStack,
  api: 'http' | 'rest',
  lines: () => CapturedLines,
): AlarmData {
  const { datapoints } = metricFilters(stack.template);
  const ofLines = (logGroup: string, logLines: readonly string[], times: readonly number[]) =>
    times.flatMap((count, minute) => {
      const once = logLines.flatMap((line) => datapoints(stack.idOf(logGroup), line));
      return Array.from({ length: count }, () => once.map((datum) => at(minute, datum))).flat();
    });
  const own = apiMetrics(stack, api);
  return {
    logged: (situation, ...times) => {
      const captured = lines()[situation];
      if (captured === undefined) throw new Error(`no captured lines for ${situation}`);
      return ofLines('AuthorizerLogs', captured, times);
    },
    accessLogged: (status, ...times) =>
      ofLines('AccessLog', [accessLogLine(stack.accessLogFormat, { status }, 'unescaped')], times),
    lambda: (name, fn, ...values) => {
      const dimensions = fn === undefined ? {} : { FunctionName: { Ref: stack.idOf(fn) } };
      return values.map((value, minute) =>
        at(minute, { namespace: 'AWS/Lambda', name, value, dimensions }),
      );
    },
    requests: ({ count, failed = 0, milliseconds = 5 }, ...minutes) =>
      minutes.flatMap((minute) =>
        Array.from({ length: count }, (_, index) => [
          at(minute, { ...own, name: 'Count', value: 1 }),
          at(minute, { ...own, name: own.serverErrors, value: index < failed ? 1 : 0 }),
          at(minute, { ...own, name: 'Latency', value: milliseconds }),
        ]).flat(),
      ),
  };
}

/** Returns the namespace, the dimensions and the 5xx metric of a stack's API. */
function apiMetrics({ template, idOf }: DeployedStack, api: 'http' | 'rest') {
  const namespace = 'AWS/ApiGateway';
  if (api === 'http') {
    const dimensions = { ApiId: { Ref: idOf('HttpApi') }, Stage: '$default' };
    return { namespace, dimensions, serverErrors: '5xx' };
  }
  const [restApi] = resourcesOf(template, 'AWS::ApiGateway::RestApi');
  const [stage] = resourcesOf(template, 'AWS::ApiGateway::Stage');
  const dimensions = { ApiName: restApi?.[1]['Name'], Stage: stage?.[1]['StageName'] };
  return { namespace, dimensions, serverErrors: '5XXError' };
}

function at(minute: number, datum: Omit<TimedDatum, 'atSeconds'>): TimedDatum {
  return { ...datum, atSeconds: minute * 60 + 1 };
}
