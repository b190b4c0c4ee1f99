import { accessLogLine } from './access-log.ts';
import type { CapturedLines } from './captured-lines.ts';
import type { DeployedStack } from './deployed-stack.ts';
import { metricFilters } from './metric-filters.ts';
import { resourcesOf } from './template-resources.ts';
import type { TimedDatum } from './watched-series.ts';

/** What alarms of a stack may look at, made of what happens: how often in each minute, from the first on. */
export interface AlarmData {
  /** Lines that the authorizer printed when something happened. */
  printed(happening: string, ...timesAMinute: readonly number[]): readonly TimedDatum[];
  /** Lines of the access log with this status. */
  answered(status: number, ...timesAMinute: readonly number[]): readonly TimedDatum[];
  /** A metric of Lambda's: one value in each minute; of the account without a function. */
  lambda(name: string, fn: string | undefined, ...values: readonly number[]): readonly TimedDatum[];
  /** API Gateway's metrics of requests: `failed` of them with a 5xx, all of them as slow. */
  requests(
    times: { readonly count: number; readonly failed?: number; readonly milliseconds?: number },
    ...minutes: readonly number[]
  ): readonly TimedDatum[];
}

/** @param lines gives what was captured: a test has it only once it runs */
export function alarmData(
  stack: DeployedStack,
  api: 'http' | 'rest',
  lines: () => CapturedLines,
): AlarmData {
  const { datapoints } = metricFilters(stack.template);
  const ofLines = (logGroup: string, printed: readonly string[], times: readonly number[]) =>
    times.flatMap((count, minute) => {
      const once = printed.flatMap((line) => datapoints(stack.idOf(logGroup), line));
      return Array.from({ length: count }, () => once.map((datum) => at(minute, datum))).flat();
    });
  const own = apiMetrics(stack, api);
  return {
    printed: (happening, ...times) => {
      const printed = lines()[happening];
      if (printed === undefined) throw new Error(`nothing captured of ${happening}`);
      return ofLines('AuthorizerLogs', printed, times);
    },
    answered: (status, ...times) =>
      ofLines('AccessLog', [accessLogLine(stack.accessLogFormat, { status }, 'as it is')], times),
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

/** Where API Gateway publishes what it measures of a stack's API, and what it calls answers with 5xx. */
function apiMetrics({ template, idOf }: DeployedStack, api: 'http' | 'rest') {
  const namespace = 'AWS/ApiGateway';
  if (api === 'http') {
    const dimensions = { ApiId: { Ref: idOf('HttpApi') }, Stage: '$default' };
    return { namespace, dimensions, serverErrors: '5xx' };
  }
  const [made] = resourcesOf(template, 'AWS::ApiGateway::RestApi');
  const [stage] = resourcesOf(template, 'AWS::ApiGateway::Stage');
  const dimensions = { ApiName: made?.[1]['Name'], Stage: stage?.[1]['StageName'] };
  return { namespace, dimensions, serverErrors: '5XXError' };
}

function at(minute: number, datum: Omit<TimedDatum, 'atSeconds'>): TimedDatum {
  return { ...datum, atSeconds: minute * 60 + 1 };
}
