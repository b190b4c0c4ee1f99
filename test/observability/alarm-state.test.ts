import { describe, expect, test } from 'vitest';
import { type AlarmProperties, alarmState } from './alarm-state.ts';
import { type AlarmState, evaluatedState } from './evaluated-state.ts';
import type { TimedDatum } from './watched-series.ts';

const [OK, ALARM, INSUFFICIENT] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
const retained = 'retained';

describe("the documentation's examples of missing data", () => {
  // CloudWatch, "Configuring how CloudWatch alarms treat missing data": 3 evaluation periods in a
  // range of 5; 0 is good, X is breaching, - is missing, the most recent on the right.
  test.each([
    ['0 - X - X', 3, [OK, OK, OK, OK]],
    ['0 - - - -', 3, [OK, OK, OK, OK]],
    ['- - - - -', 3, [INSUFFICIENT, retained, ALARM, OK]],
    ['0 X X - X', 3, [ALARM, ALARM, ALARM, ALARM]],
    ['- - X - -', 3, [ALARM, retained, ALARM, OK]],
    ['- - - - X', 3, [INSUFFICIENT, retained, ALARM, OK]],
    ['- - - X -', 3, [INSUFFICIENT, retained, ALARM, OK]],
    ['0 - X - X', 2, [ALARM, ALARM, ALARM, ALARM]],
    ['0 0 X 0 X', 2, [ALARM, ALARM, ALARM, ALARM]],
    ['0 - X - -', 2, [OK, OK, ALARM, OK]],
    ['- - - - 0', 2, [OK, OK, ALARM, OK]],
    ['- - - X -', 2, [ALARM, retained, ALARM, OK]],
  ])('%s, %i to alarm', (points, datapointsToAlarm, expected) => {
    const range = points.split(' ').map((point) => ({ '0': 0, X: 1 })[point]);
    const states = (['missing', 'ignore', 'breaching', 'notBreaching'] as const).map(
      (treatment) => {
        const evaluation = {
          isBreaching: (value: number) => value > 0,
          evaluationPeriods: 3,
          datapointsToAlarm,
          treatMissingData: treatment,
        };
        return (was: AlarmState) => evaluatedState(range, evaluation, was);
      },
    );
    for (const [index, state] of states.entries())
      for (const was of [OK, ALARM])
        expect(state(was)).toBe(expected[index] === retained ? was : expected[index]);
  });
});

const minute = 60;

/** One value in each minute, from the first on. */
const each = (name: string, ...values: readonly number[]): readonly TimedDatum[] =>
  values.map((value, index) => ({ namespace: 'Api', name, value, atSeconds: index * minute + 1 }));

const failing: AlarmProperties = {
  AlarmDescription: 'the authorizer fails',
  AlarmActions: [{ Ref: 'Topic' }],
  Namespace: 'Api',
  MetricName: 'Failures',
  Statistic: 'Sum',
  Period: minute,
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 2,
  EvaluationPeriods: 1,
  TreatMissingData: 'notBreaching',
};

describe('an alarm on a metric', () => {
  test.each<[string, AlarmProperties, readonly number[], AlarmState]>([
    ['is on above its threshold', {}, [3], ALARM],
    ['is off at its threshold', {}, [2], OK],
    [
      'is on at its threshold, if so told',
      { ComparisonOperator: 'GreaterThanOrEqualToThreshold' },
      [2],
      ALARM,
    ],
    ['is on below its threshold', { ComparisonOperator: 'LessThanThreshold' }, [1], ALARM],
    [
      'is off at the threshold it must not be below',
      { ComparisonOperator: 'LessThanThreshold' },
      [2],
      OK,
    ],
    ['is on at or below', { ComparisonOperator: 'LessThanOrEqualToThreshold' }, [2], ALARM],
    ['looks at the latest period', {}, [9, 0], OK],
    [
      'looks at as many periods as it is told',
      { EvaluationPeriods: 3, DatapointsToAlarm: 2 },
      [9, 0, 9],
      ALARM,
    ],
    ['wants as many of them as it is told', { EvaluationPeriods: 3 }, [9, 0, 9], OK],
    ['is off without data', {}, [], OK],
    ['lacks data without data, if so told', { TreatMissingData: 'missing' }, [], INSUFFICIENT],
  ])('%s', (_, changes, values, expected) => {
    const atSeconds = Math.max(values.length, 1) * minute;
    const state = alarmState({ ...failing, ...changes }, each('Failures', ...values), {
      atSeconds,
    });
    expect(state).toBe(expected);
  });

  test.each([
    ['Sum', 10, 16],
    ['Average', 2, 3],
    ['Maximum', 5, 6],
    ['Minimum', 1, 2],
    ['SampleCount', 4, 5],
    ['p99', 5, 6],
    ['p50', 2, 3],
  ])('goes by %s', (statistic, below, above) => {
    const data = [1, 2, 3, 5].map((value) => ({
      namespace: 'Api',
      name: 'Failures',
      value,
      atSeconds: 5,
    }));
    const state = (Threshold: number): AlarmState => {
      const { Statistic: _, ...alarm } = failing;
      const stat = statistic.startsWith('p') ? 'ExtendedStatistic' : 'Statistic';
      const properties = { ...alarm, [stat]: statistic, Threshold };
      const at = { ...properties, ComparisonOperator: 'GreaterThanOrEqualToThreshold' };
      return alarmState(at, data, { atSeconds: minute });
    };
    expect([state(below), state(above)]).toEqual([ALARM, OK]);
  });

  test('hears of its own metric alone: namespace, name, dimensions and unit', () => {
    const dimensions = { ApiId: { Ref: 'Api' }, Stage: 'live' };
    const own = {
      namespace: 'Api',
      name: 'Failures',
      value: 9,
      unit: 'Count',
      dimensions,
      atSeconds: 1,
    };
    const alarm = {
      ...failing,
      Unit: 'Count',
      Dimensions: [
        { Name: 'Stage', Value: 'live' },
        { Name: 'ApiId', Value: { Ref: 'Api' } },
      ],
    };
    const state = (datum: TimedDatum): AlarmState =>
      alarmState(alarm, [datum], { atSeconds: minute });
    expect(state(own)).toBe(ALARM);
    for (const other of [
      { namespace: 'Other' },
      { name: 'Other' },
      { unit: 'None' },
      { dimensions: {} },
      { dimensions: { ...dimensions, Stage: 'other' } },
      { dimensions: { ...dimensions, More: 'x' } },
      { atSeconds: minute },
      { atSeconds: -5 * minute },
    ])
      expect(state({ ...own, ...other }), JSON.stringify(other)).toBe(OK);
  });

  test('keeps its state through missing data, if so told', () => {
    const alarm = { ...failing, TreatMissingData: 'ignore' };
    expect(alarmState(alarm, [], { atSeconds: minute, was: ALARM })).toBe(ALARM);
  });

  test('looks further back for data that are missing, as far as its range', () => {
    const alarm = { ...failing, TreatMissingData: 'missing' };
    const data = each('Failures', 9);
    expect(alarmState(alarm, data, { atSeconds: 3 * minute })).toBe(ALARM);
    expect(alarmState(alarm, data, { atSeconds: 4 * minute })).toBe(INSUFFICIENT);
    expect(alarmState(alarm, data, { atSeconds: 4 * minute, rangePeriods: 4 })).toBe(ALARM);
  });
});

describe('an alarm on an expression', () => {
  const { Namespace, MetricName, Statistic, Period, ...judged } = failing;
  const stat = (name: string, period = minute) => ({
    Metric: { Namespace: 'Api', MetricName: name },
    Period: period,
    Stat: 'Sum',
  });
  const jump: AlarmProperties = {
    ...judged,
    Threshold: 0.5,
    Metrics: [
      {
        Id: 'share',
        Expression: 'IF(FILL(requests, 0) >= 10, refusals / requests, 0)',
        Label: 'x',
      },
      { Id: 'refusals', MetricStat: stat('Refusals'), ReturnData: false },
      { Id: 'requests', MetricStat: stat('Requests'), ReturnData: false },
    ],
  };

  test.each([
    ['a large share of many', [8], [12], ALARM],
    ['a small share of many', [2], [12], OK],
    ['all of a few', [3], [3], OK],
    ['none of nothing', [], [], OK],
  ])('judges %s', (_, refusals, requests, expected) => {
    const data = [...each('Refusals', ...refusals), ...each('Requests', ...requests)];
    expect(alarmState(jump, data, { atSeconds: minute })).toBe(expected);
  });

  test('may be made of another expression, and of a service quota', () => {
    const Metrics = [
      { Id: 'part', Expression: 'used / SERVICE_QUOTA(used)', ReturnData: false },
      { Id: 'percent', Expression: 'part * 100' },
      { Id: 'used', MetricStat: stat('CallCount'), ReturnData: false },
    ];
    const alarm = { ...judged, Threshold: 80, Metrics };
    const state = (used: number): AlarmState =>
      alarmState(alarm, each('CallCount', used), { atSeconds: minute, quotas: { used: 1000 } });
    expect([state(800), state(801)]).toEqual([OK, ALARM]);
  });

  const one = { Id: 'm', MetricStat: stat('A'), ReturnData: false };
  test.each([
    ['that is made of itself', [{ Id: 'e', Expression: 'e + m' }, one], 'made of itself'],
    [
      'of a metric that is not there',
      [{ Id: 'e', Expression: 'n + m' }, one],
      'no metric or expression n',
    ],
    [
      'of a quota that is not given',
      [{ Id: 'e', Expression: 'SERVICE_QUOTA(m)' }, one],
      'no service quota',
    ],
    [
      'besides another that returns data',
      [
        { Id: 'e', Expression: 'm' },
        { ...one, ReturnData: true },
      ],
      'exactly one',
    ],
    [
      'over two periods',
      [
        { Id: 'e', Expression: 'm' },
        one,
        { Id: 'n', MetricStat: stat('B', 300), ReturnData: false },
      ],
      'one period',
    ],
    [
      'over more than ten metrics',
      [
        { Id: 'e', Expression: 'm0' },
        ...Array.from({ length: 11 }, (_, index) => ({ ...one, Id: `m${index}` })),
      ],
      'at most 10',
    ],
  ])('is refused %s', (_, Metrics, why) => {
    const data = each('A', 1);
    expect(() => alarmState({ ...judged, Metrics }, data, { atSeconds: minute })).toThrow(why);
  });
});

test.each([
  [
    'another comparison',
    { ComparisonOperator: 'GreaterThanUpperThreshold' },
    'GreaterThanUpperThreshold',
  ],
  ['another treatment', { TreatMissingData: 'guess' }, 'no treatment guess'],
  ['another statistic', { Statistic: 'IQM' }, 'the statistic IQM'],
  ['more data points than periods', { DatapointsToAlarm: 2 }, '2 out of 1'],
  ['a property that is not known here', { ThresholdMetricId: 'ad1' }, 'ThresholdMetricId'],
])('an alarm is refused with %s', (_, changes, why) => {
  expect(() => alarmState({ ...failing, ...changes }, [], { atSeconds: minute })).toThrow(why);
});
