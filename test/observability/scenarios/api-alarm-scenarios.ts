import { ALARM, type AlarmScenario, always, minutes, OK } from './alarm-scenario.ts';

/** Scenarios for the alarms of lib/observability/alarms/api-alarms.ts. */
export const apiAlarmScenarios: readonly AlarmScenario[] = [
  [
    'ServerErrorRate',
    '1 % of many requests have server errors',
    (from) => from.requests({ count: 200, failed: 2 }, ...minutes),
    ALARM,
  ],
  [
    'ServerErrorRate',
    'less than 1 % of many requests have server errors',
    (from) => from.requests({ count: 202, failed: 2 }, ...minutes),
    OK,
  ],
  [
    'ServerErrorRate',
    'all of a few requests have server errors',
    (from) => from.requests({ count: 1, failed: 1 }, 11, 13),
    ALARM,
  ],
  [
    'ServerErrorRate',
    'all requests of one minute have server errors',
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
    'many requests were slow, and now there are few',
    (from) => [
      ...from.requests({ count: 200, milliseconds: 1100 }, ...minutes.slice(0, 10)),
      ...from.requests({ count: 3, milliseconds: 1100 }, ...minutes.slice(10)),
    ],
    OK,
  ],
  [
    'SlowRequests',
    'requests were slow, and are no longer',
    (from) => [
      ...from.requests({ count: 200, milliseconds: 1100 }, ...minutes.slice(0, 10)),
      ...from.requests({ count: 200 }, ...minutes.slice(10)),
    ],
    OK,
  ],
  [
    'RequestsThrottled',
    'ten requests in five minutes get 429',
    (from) => from.accessLogged(429, ...always(2)),
    ALARM,
  ],
  [
    'RequestsThrottled',
    'nine requests in five minutes get 429',
    (from) => from.accessLogged(429, 9, 0, 0, 0, 0, 9, 0, 0, 0, 0, 9),
    OK,
  ],
  ['RequestsThrottled', 'requests get 401', (from) => from.accessLogged(401, ...always(99)), OK],
];
