import { beforeAll, describe, expect, test } from 'vitest';
import { flavours } from '../synthesized.ts';
import { alarmData } from './alarm-data.ts';
import { alarmState } from './alarm-state.ts';
import { type CapturedLines, capturedLines } from './captured-lines.ts';
import { deployedStack } from './deployed-stack.ts';
import type { AlarmState } from './evaluated-state.ts';
import { ALARM, always, minutes, OK } from './scenarios/alarm-scenario.ts';
import { apiAlarmScenarios } from './scenarios/api-alarm-scenarios.ts';
import { authorizerAlarmScenarios } from './scenarios/authorizer-alarm-scenarios.ts';
import { concurrencyAlarmScenarios } from './scenarios/concurrency-alarm-scenarios.ts';
import { functionAlarmScenarios } from './scenarios/function-alarm-scenarios.ts';
import type { TimedDatum } from './watched-series.ts';

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

describe.each(flavours)('of the %s stack', (api) => {
  const stack = deployedStack(api, { authorizerReservedConcurrency: 50 });
  const from = alarmData(stack, api, () => lines);
  const state = (name: string, data: readonly TimedDatum[], atMinute = 15, was: AlarmState = OK) =>
    alarmState(stack.alarm(name), data, {
      atSeconds: atMinute * 60,
      was,
      quotas: { running: 1000 },
    });

  test.each(scenarios)('%s, when %s', (name, _, data, expected) => {
    expect(state(name, data(from))).toBe(expected);
  });

  test('every alarm is set off above, is off without data, and again after half an hour of it', () => {
    const setOff = scenarios.filter(([, , , expected]) => expected === ALARM);
    expect(new Set(setOff.map(([name]) => name))).toEqual(new Set(stack.alarms.keys()));
    for (const [name, , data] of setOff) {
      expect(state(name, [], 15, ALARM), name).toBe(OK);
      expect(state(name, data(from), 45, ALARM), name).toBe(OK);
    }
  });

  test('a flood of refusals of every kind sets off the notice of it, and pages nobody', () => {
    const refusals = Object.keys(lines).filter(
      (happening) => happening.endsWith(`(${api})`) && happening.startsWith('refused'),
    );
    const flood = [
      ...refusals.flatMap((happening) => from.printed(happening, ...always(20))),
      ...from.lambda('Invocations', 'Authorizer', ...always(20 * refusals.length)),
      // On a REST API every 401 is an error of the function to Lambda.
      ...(api === 'rest'
        ? from.lambda('Errors', 'Authorizer', ...always(20 * refusals.length))
        : []),
      ...from.answered(401, ...always(20 * refusals.length)),
      ...from.requests({ count: 20 * refusals.length }, ...minutes),
    ];
    const on = Array.from(stack.alarms.keys()).filter((name) => state(name, flood) !== OK);
    expect(refusals.length).toBeGreaterThanOrEqual(15);
    expect(on).toEqual(['RefusalsJump']);
    expect(stack.alarm('RefusalsJump')['AlarmActions']).toEqual([
      { Ref: stack.idOf('ObservabilityAlarmsTopicsNotice') },
    ]);
  });

  test('the latency that is slow is a setting', () => {
    const strict = deployedStack(api, { latencyP99Milliseconds: 20 });
    const data = alarmData(strict, api, () => lines).requests(
      { count: 200, milliseconds: 21 },
      ...minutes,
    );
    expect(alarmState(strict.alarm('SlowRequests'), data, { atSeconds: 900, was: OK })).toBe(ALARM);
  });
});
