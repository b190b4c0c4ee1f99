import { ALARM, type AlarmScenario, always, lately, OK } from './alarm-scenario.ts';

const functions = [
  ['Authorizer', 'AuthorizerFunction'],
  ['Public', 'PublicHandler'],
  ['Protected', 'ProtectedHandler'],
] as const;

/** Scenarios for the alarms of lib/observability/alarms/function-alarms.ts. */
export const functionAlarmScenarios: readonly AlarmScenario[] = [
  ...functions.flatMap(([name, id]): readonly AlarmScenario[] => [
    [
      `${name}Throttled`,
      'its function is throttled in two of five minutes',
      (from) => from.lambda('Throttles', id, ...lately(1, 0, 1)),
      ALARM,
    ],
    [
      `${name}Throttled`,
      'its function is throttled in one of five minutes',
      (from) => from.lambda('Throttles', id, ...lately(0, 50)),
      OK,
    ],
    ...functions
      .filter(([other]) => other !== name)
      .map(
        ([, other]): AlarmScenario => [
          `${name}Throttled`,
          `${other} is throttled`,
          (from) => from.lambda('Throttles', other, ...always(5)),
          OK,
        ],
      ),
  ]),
  ...functions.slice(1).flatMap(([name, id]): readonly AlarmScenario[] => [
    [
      `${name}HandlerErrors`,
      'the handler throws in two of five minutes',
      (from) => from.lambda('Errors', id, ...lately(1, 0, 1)),
      ALARM,
    ],
    [
      `${name}HandlerErrors`,
      'the handler throws in one of five minutes',
      (from) => from.lambda('Errors', id, ...lately(0, 50)),
      OK,
    ],
    [
      `${name}HandlerErrors`,
      'the authorizer throws',
      (from) => from.lambda('Errors', 'AuthorizerFunction', ...always(50)),
      OK,
    ],
  ]),
];
