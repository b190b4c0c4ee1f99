import { beforeAll, describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { alarmData } from './alarm-data.ts';
import type { TimedDatum } from './alarm-series.ts';
import { alarmState } from './alarm-state.ts';
import type { CapturedLines } from './captured-function.ts';
import { capturedLines } from './captured-lines.ts';
import { deployedStack } from './deployed-stack.ts';
import type { AlarmState } from './evaluated-state.ts';
import { ALARM, always, minutes, OK } from './scenarios/alarm-scenario.ts';
import { apiAlarmScenarios } from './scenarios/api-alarm-scenarios.ts';
import { authorizerAlarmScenarios } from './scenarios/authorizer-alarm-scenarios.ts';
import { concurrencyAlarmScenarios } from './scenarios/concurrency-alarm-scenarios.ts';
import { functionAlarmScenarios } from './scenarios/function-alarm-scenarios.ts';

let lines: CapturedLines;

beforeAll(async () => {
  lines = await capturedLines();
}, 60_000);

const scenarios = [
  ...authorizerAlarmScenarios,
  ...apiAlarmScenarios,
  ...functionAlarmScenarios,
  ...concurrencyAlarmScenarios,
];

describe.each(apiTypes)('in the %s stack', (api) => {
  const stack = deployedStack(api, { authorizerReservedConcurrency: 50 });
  const from = alarmData(stack, api, () => lines);
  const state = (name: string, data: readonly TimedDatum[], atMinute = 15, was: AlarmState = OK) =>
    alarmState(stack.alarm(name), data, {
      atSeconds: atMinute * 60,
      was,
      quotas: { running: 1000 },
    });

  test.each(scenarios)('%s has the right state if %s', (name, _, data, expected) => {
    expect(state(name, data(from))).toBe(expected);
  });

  test('every alarm has a scenario that sets it off, and recovers without data', () => {
    const setOff = scenarios.filter(([, , , expected]) => expected === ALARM);
    expect(new Set(setOff.map(([name]) => name))).toEqual(new Set(stack.alarms.keys()));
    for (const [name, , data] of setOff) {
      expect(state(name, [], 15, ALARM), name).toBe(OK);
      expect(state(name, data(from), 45, ALARM), name).toBe(OK);
    }
  });

  test('a flood of rejections of every kind sets off RejectionRate only, which pages nobody', () => {
    const rejections = Object.keys(lines).filter(
      (situation) => situation.endsWith(`(${api})`) && situation.startsWith('rejected'),
    );
    const flood = [
      ...rejections.flatMap((situation) => from.logged(situation, ...always(20))),
      ...from.lambda('Invocations', 'AuthorizerFunction', ...always(20 * rejections.length)),
      // On a REST API, Lambda counts every 401 as an error of the function.
      ...(api === 'rest'
        ? from.lambda('Errors', 'AuthorizerFunction', ...always(20 * rejections.length))
        : []),
      ...from.accessLogged(401, ...always(20 * rejections.length)),
      ...from.requests({ count: 20 * rejections.length }, ...minutes),
    ];
    const active = Array.from(stack.alarms.keys()).filter((name) => state(name, flood) !== OK);
    expect(rejections.length).toBeGreaterThanOrEqual(15);
    expect(active).toEqual(['RejectionRate']);
    expect(stack.alarm('RejectionRate')['AlarmActions']).toEqual([
      { Ref: stack.idOf('ObservabilityAlarmsTopicsNotice') },
    ]);
  });

  test('SlowRequests depends on latencyP99Milliseconds', () => {
    const strict = deployedStack(api, { latencyP99Milliseconds: 20 });
    const data = alarmData(strict, api, () => lines).requests(
      { count: 200, milliseconds: 21 },
      ...minutes,
    );
    expect(alarmState(strict.alarm('SlowRequests'), data, { atSeconds: 900, was: OK })).toBe(ALARM);
  });
});
