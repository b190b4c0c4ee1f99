import type { AlarmData } from '../alarm-data.ts';
import type { TimedDatum } from '../alarm-series.ts';
import { ALARM, type AlarmScenario, always, lately, OK } from './alarm-scenario.ts';

const errors = ['error: internal', 'error: jwks_unavailable (http)', 'timeout', 'not started'];

/** Scenarios for the alarms of lib/observability/alarms/authorizer-alarms.ts. */
export const authorizerAlarmScenarios: readonly AlarmScenario[] = [
  ...errors.flatMap((error): readonly AlarmScenario[] => [
    [
      'AuthorizerErrors',
      `two of five minutes: ${error}`,
      (from) => from.logged(error, ...lately(1, 0, 0, 0, 1)),
      ALARM,
    ],
    [
      'AuthorizerErrors',
      `one of five minutes: ${error}`,
      (from) => from.logged(error, ...lately(0, 0, 9, 0, 0)),
      OK,
    ],
  ]),
  [
    'JwksFetchFailures',
    'the issuer is down',
    (from) => from.logged('jwks_fetch_failed with keys', ...always(6)),
    ALARM,
  ],
  [
    'JwksFetchFailures',
    'the issuer is down when a function starts',
    (from) => from.logged('jwks_fetch_failed without keys', 0, 0, 0, 1, 0, 0, 1),
    ALARM,
  ],
  [
    'JwksFetchFailures',
    'the issuer is down for five minutes',
    (from) => from.logged('jwks_fetch_failed with keys', ...lately(6, 6, 6, 6, 6)),
    OK,
  ],
  [
    'JwksFetchFailures',
    'fetches succeed',
    (from) => from.logged('jwks_fetched again', ...always(1)),
    OK,
  ],
  [
    'RejectionRate',
    '20 % are rejected, 20 in each period',
    (from) => rejections(from, 4, 20),
    ALARM,
  ],
  ['RejectionRate', 'less than 20 % are rejected', (from) => rejections(from, 4, 21), OK],
  ['RejectionRate', 'all are rejected, 15 in each period', (from) => rejections(from, 3, 3), OK],
  [
    'RejectionRate',
    'all are rejected for ten minutes',
    (from) => [
      ...from.logged('rejected: expired (http)', ...lately().slice(5), ...Array(10).fill(30)),
      ...from.lambda('Invocations', 'AuthorizerFunction', ...always(30)),
    ],
    OK,
  ],
];

function rejections(from: AlarmData, rejected: number, decisions: number): readonly TimedDatum[] {
  return [
    ...from.logged('rejected: expired (http)', ...always(rejected)),
    ...from.lambda('Invocations', 'AuthorizerFunction', ...always(decisions)),
  ];
}
