import { ALARM, type AlarmScenario, always, lately, OK } from './alarm-scenario.ts';

const functions = [
  ['Authorizer', 'Authorizer'],
  ['Public', 'PublicHandler'],
  ['Protected', 'ProtectedHandler'],
] as const;

/** When the alarms of lib/observability/function-alarms.ts are set off, and when they are not. */
export const functionAlarmScenarios: readonly AlarmScenario[] = [
  ...functions.flatMap(([name, id]): readonly AlarmScenario[] => [
    [
      `${name}Throttled`,
      'Lambda does not run it in two of five minutes',
      (from) => from.lambda('Throttles', id, ...lately(1, 0, 1)),
      ALARM,
    ],
    [
      `${name}Throttled`,
      'Lambda does not run it in one of five minutes',
      (from) => from.lambda('Throttles', id, ...lately(0, 50)),
      OK,
    ],
    ...functions
      .filter(([other]) => other !== name)
      .map(
        ([, other]): AlarmScenario => [
          `${name}Throttled`,
          `Lambda does not run ${other}`,
          (from) => from.lambda('Throttles', other, ...always(5)),
          OK,
        ],
      ),
  ]),
  ...functions.slice(1).flatMap(([name, id]): readonly AlarmScenario[] => [
    [
      `${name}HandlerErrors`,
      'it throws in two of five minutes',
      (from) => from.lambda('Errors', id, ...lately(1, 0, 1)),
      ALARM,
    ],
    [
      `${name}HandlerErrors`,
      'it throws in one of five minutes',
      (from) => from.lambda('Errors', id, ...lately(0, 50)),
      OK,
    ],
    [
      `${name}HandlerErrors`,
      'the authorizer throws',
      (from) => from.lambda('Errors', 'Authorizer', ...always(50)),
      OK,
    ],
  ]),
];
