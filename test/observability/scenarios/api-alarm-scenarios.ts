import { ALARM, type AlarmScenario, always, minutes, OK } from './alarm-scenario.ts';

/** When the alarms of lib/observability/api-alarms.ts are set off, and when they are not. */
export const apiAlarmScenarios: readonly AlarmScenario[] = [
  [
    'ServerErrorShare',
    '1 % of many fails',
    (from) => from.requests({ count: 200, failed: 2 }, ...minutes),
    ALARM,
  ],
  [
    'ServerErrorShare',
    'less than 1 % of many fails',
    (from) => from.requests({ count: 202, failed: 2 }, ...minutes),
    OK,
  ],
  [
    'ServerErrorShare',
    'all of a few fail',
    (from) => from.requests({ count: 1, failed: 1 }, 11, 13),
    ALARM,
  ],
  [
    'ServerErrorShare',
    'all fail for a minute',
    (from) => from.requests({ count: 9, failed: 9 }, 13),
    OK,
  ],
  [
    'SlowRequests',
    'many requests are slow',
    (from) => from.requests({ count: 200, milliseconds: 1100 }, ...minutes),
    ALARM,
  ],
  [
    'SlowRequests',
    'many requests are not slow',
    (from) => from.requests({ count: 200, milliseconds: 900 }, ...minutes),
    OK,
  ],
  [
    'SlowRequests',
    'a few requests are slow',
    (from) => from.requests({ count: 3, milliseconds: 1100 }, ...minutes),
    OK,
  ],
  [
    'SlowRequests',
    'a hundred in five minutes are slow',
    (from) => from.requests({ count: 20, milliseconds: 1100 }, ...minutes),
    ALARM,
  ],
  [
    'SlowRequests',
    'many were slow, and hardly any come now',
    (from) => [
      ...from.requests({ count: 200, milliseconds: 1100 }, ...minutes.slice(0, 10)),
      ...from.requests({ count: 3, milliseconds: 1100 }, ...minutes.slice(10)),
    ],
    OK,
  ],
  [
    'SlowRequests',
    'they were slow, and are no more',
    (from) => [
      ...from.requests({ count: 200, milliseconds: 1100 }, ...minutes.slice(0, 10)),
      ...from.requests({ count: 200 }, ...minutes.slice(10)),
    ],
    OK,
  ],
  [
    'RequestsThrottled',
    'ten requests in five minutes get 429',
    (from) => from.answered(429, ...always(2)),
    ALARM,
  ],
  [
    'RequestsThrottled',
    'nine requests in five minutes get 429',
    (from) => from.answered(429, 9, 0, 0, 0, 0, 9, 0, 0, 0, 0, 9),
    OK,
  ],
  ['RequestsThrottled', 'requests get 401', (from) => from.answered(401, ...always(99)), OK],
];
