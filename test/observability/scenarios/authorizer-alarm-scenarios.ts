import type { AlarmData } from '../alarm-data.ts';
import type { TimedDatum } from '../watched-series.ts';
import { ALARM, type AlarmScenario, always, lately, OK } from './alarm-scenario.ts';

const failures = ['failed: internal', 'failed: jwks_unavailable (http)', 'timeout', 'not started'];

/** When the alarms of lib/observability/authorizer-alarms.ts are set off, and when they are not. */
export const authorizerAlarmScenarios: readonly AlarmScenario[] = [
  ...failures.flatMap((failure): readonly AlarmScenario[] => [
    [
      'AuthorizerFailing',
      `two of five minutes: ${failure}`,
      (from) => from.printed(failure, ...lately(1, 0, 0, 0, 1)),
      ALARM,
    ],
    [
      'AuthorizerFailing',
      `one of five minutes: ${failure}`,
      (from) => from.printed(failure, ...lately(0, 0, 9, 0, 0)),
      OK,
    ],
  ]),
  [
    'KeysNotRefreshed',
    'the issuer is down',
    (from) => from.printed('jwks_fetch_failed with keys', ...always(6)),
    ALARM,
  ],
  [
    'KeysNotRefreshed',
    'it is down when a function starts',
    (from) => from.printed('jwks_fetch_failed without keys', 0, 0, 0, 1, 0, 0, 1),
    ALARM,
  ],
  [
    'KeysNotRefreshed',
    'a blip of five minutes',
    (from) => from.printed('jwks_fetch_failed with keys', ...lately(6, 6, 6, 6, 6)),
    OK,
  ],
  [
    'KeysNotRefreshed',
    'keys are fetched',
    (from) => from.printed('jwks_fetched again', ...always(1)),
    OK,
  ],
  [
    'RefusalsJump',
    'a fifth is refused, twenty in each period',
    (from) => refusing(from, 4, 20),
    ALARM,
  ],
  ['RefusalsJump', 'less than a fifth is refused', (from) => refusing(from, 4, 21), OK],
  ['RefusalsJump', 'all are refused, fifteen in each period', (from) => refusing(from, 3, 3), OK],
  [
    'RefusalsJump',
    'all are refused for ten minutes',
    (from) => [
      ...from.printed('refused: expired (http)', ...lately().slice(5), ...Array(10).fill(30)),
      ...from.lambda('Invocations', 'Authorizer', ...always(30)),
    ],
    OK,
  ],
];

function refusing(from: AlarmData, refused: number, judged: number): readonly TimedDatum[] {
  return [
    ...from.printed('refused: expired (http)', ...always(refused)),
    ...from.lambda('Invocations', 'Authorizer', ...always(judged)),
  ];
}
