import type { AlarmData } from '../alarm-data.ts';
import type { TimedDatum } from '../alarm-series.ts';
import { ALARM, type AlarmScenario, always, lately, OK } from './alarm-scenario.ts';

/** Scenarios for the alarms of lib/observability/alarms/concurrency-alarms.ts: a quota of 1000 instances, 50 reserved. */
export const concurrencyAlarmScenarios: readonly AlarmScenario[] = [
  [
    'AccountConcurrencyNearLimit',
    '80 % of the quota is used in three of five minutes',
    (from) => claiming(from, 800, 0, 800, 0, 800),
    ALARM,
  ],
  [
    'AccountConcurrencyNearLimit',
    '80 % of the quota is used in two of five minutes',
    (from) => claiming(from, 800, 0, 0, 0, 800),
    OK,
  ],
  [
    'AccountConcurrencyNearLimit',
    'less than 80 % of the quota is used',
    (from) => claiming(from, 799, 799, 799, 799, 799),
    OK,
  ],
  [
    'AccountRateNearLimit',
    'there are 80 % of ten invocations a second for each unit of the quota',
    (from) => invoked(from, 480_000),
    ALARM,
  ],
  ['AccountRateNearLimit', 'there are fewer invocations', (from) => invoked(from, 479_999), OK],
  [
    'AuthorizerConcurrencyNearLimit',
    '80 % of its reserved concurrency is used',
    (from) => from.lambda('ConcurrentExecutions', 'AuthorizerFunction', ...always(40)),
    ALARM,
  ],
  [
    'AuthorizerConcurrencyNearLimit',
    'less than 80 % of its reserved concurrency is used',
    (from) => from.lambda('ConcurrentExecutions', 'AuthorizerFunction', ...always(39)),
    OK,
  ],
  [
    'AuthorizerConcurrencyNearLimit',
    'a handler has as many concurrent executions',
    (from) => from.lambda('ConcurrentExecutions', 'PublicHandler', ...always(50)),
    OK,
  ],
];

function invoked(from: AlarmData, timesAMinute: number): readonly TimedDatum[] {
  return [
    ...from.lambda('Invocations', undefined, ...always(timesAMinute)),
    ...from.lambda('ConcurrentExecutions', undefined, ...always(3)),
  ];
}

function claiming(from: AlarmData, ...claimed: readonly number[]): readonly TimedDatum[] {
  return [
    ...from.lambda('ClaimedAccountConcurrency', undefined, ...lately(...claimed)),
    ...from.lambda('ConcurrentExecutions', undefined, ...always(3)),
  ];
}
