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

function claiming(from: AlarmData, ...claimed: readonly number[]): readonly TimedDatum[] {
  return [
    ...from.lambda('ClaimedAccountConcurrency', undefined, ...lately(...claimed)),
    ...from.lambda('ConcurrentExecutions', undefined, ...always(3)),
  ];
}
