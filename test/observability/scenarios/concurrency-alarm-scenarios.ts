import type { AlarmData } from '../alarm-data.ts';
import type { TimedDatum } from '../watched-series.ts';
import { ALARM, type AlarmScenario, always, lately, OK } from './alarm-scenario.ts';

/** When the alarms of lib/observability/concurrency-alarms.ts are set off: a quota of 1000 instances, 50 reserved. */
export const concurrencyAlarmScenarios: readonly AlarmScenario[] = [
  [
    'AccountConcurrencyNearLimit',
    'four fifths of the quota for three of five minutes',
    (from) => claiming(from, 800, 0, 800, 0, 800),
    ALARM,
  ],
  [
    'AccountConcurrencyNearLimit',
    'four fifths of the quota for two of five minutes',
    (from) => claiming(from, 800, 0, 0, 0, 800),
    OK,
  ],
  [
    'AccountConcurrencyNearLimit',
    'less of the quota',
    (from) => claiming(from, 799, 799, 799, 799, 799),
    OK,
  ],
  [
    'AccountRateNearLimit',
    'four fifths of ten invocations a second for each unit of the quota',
    (from) => invoked(from, 480_000),
    ALARM,
  ],
  ['AccountRateNearLimit', 'fewer invocations', (from) => invoked(from, 479_999), OK],
  [
    'AuthorizerConcurrencyNearLimit',
    'four fifths of what is reserved for it',
    (from) => from.lambda('ConcurrentExecutions', 'Authorizer', ...always(40)),
    ALARM,
  ],
  [
    'AuthorizerConcurrencyNearLimit',
    'less of it',
    (from) => from.lambda('ConcurrentExecutions', 'Authorizer', ...always(39)),
    OK,
  ],
  [
    'AuthorizerConcurrencyNearLimit',
    "as many of a handler's",
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
