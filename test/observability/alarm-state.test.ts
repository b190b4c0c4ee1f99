import { describe, expect, test } from 'vitest';
import type { TimedDatum } from './alarm-series.ts';
import { type AlarmProperties, alarmState } from './alarm-state.ts';
import { type AlarmState, evaluatedState } from './evaluated-state.ts';

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

const errorAlarm: AlarmProperties = {
  AlarmDescription: 'the authorizer has errors',
  AlarmActions: [{ Ref: 'Topic' }],
  Namespace: 'Api',
  MetricName: 'Errors',
  Statistic: 'Sum',
  Period: minute,
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 2,
  EvaluationPeriods: 1,
  TreatMissingData: 'notBreaching',
};

describe('the state of an alarm on a metric', () => {
  test.each<[string, AlarmProperties, readonly number[], AlarmState]>([
    ['is ALARM above the threshold', {}, [3], ALARM],
    ['is OK at the threshold', {}, [2], OK],
    [
      'is ALARM at the threshold with GreaterThanOrEqualToThreshold',
      { ComparisonOperator: 'GreaterThanOrEqualToThreshold' },
      [2],
      ALARM,
    ],
    [
      'is ALARM below the threshold with LessThanThreshold',
      { ComparisonOperator: 'LessThanThreshold' },
      [1],
      ALARM,
    ],
    [
      'is OK at the threshold with LessThanThreshold',
      { ComparisonOperator: 'LessThanThreshold' },
      [2],
      OK,
    ],
    [
      'is ALARM at the threshold with LessThanOrEqualToThreshold',
      { ComparisonOperator: 'LessThanOrEqualToThreshold' },
      [2],
      ALARM,
    ],
    ['depends on the latest period', {}, [9, 0], OK],
    [
      'depends on EvaluationPeriods',
      { EvaluationPeriods: 3, DatapointsToAlarm: 2 },
      [9, 0, 9],
      ALARM,
    ],
    ['depends on DatapointsToAlarm', { EvaluationPeriods: 3 }, [9, 0, 9], OK],
    ['is OK without data', {}, [], OK],
    [
      'is INSUFFICIENT_DATA without data with TreatMissingData missing',
      { TreatMissingData: 'missing' },
      [],
      INSUFFICIENT,
    ],
  ])('%s', (_, changes, values, expected) => {
    const atSeconds = Math.max(values.length, 1) * minute;
    const state = alarmState({ ...errorAlarm, ...changes }, each('Errors', ...values), {
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
  ])('depends on the statistic %s', (statistic, below, above) => {
    const data = [1, 2, 3, 5].map((value) => ({
      namespace: 'Api',
      name: 'Errors',
      value,
      atSeconds: 5,
    }));
    const state = (Threshold: number): AlarmState => {
      const { Statistic: _, ...alarm } = errorAlarm;
      const stat = statistic.startsWith('p') ? 'ExtendedStatistic' : 'Statistic';
      const properties = { ...alarm, [stat]: statistic, Threshold };
      const at = { ...properties, ComparisonOperator: 'GreaterThanOrEqualToThreshold' };
      return alarmState(at, data, { atSeconds: minute });
    };
    expect([state(below), state(above)]).toEqual([ALARM, OK]);
  });

  test('depends on data with its namespace, name, dimensions and unit only', () => {
    const dimensions = { ApiId: { Ref: 'Api' }, Stage: 'live' };
    const own = {
      namespace: 'Api',
      name: 'Errors',
      value: 9,
      unit: 'Count',
      dimensions,
      atSeconds: 1,
    };
    const alarm = {
      ...errorAlarm,
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

  test('is retained without data with TreatMissingData ignore', () => {
    const alarm = { ...errorAlarm, TreatMissingData: 'ignore' };
    expect(alarmState(alarm, [], { atSeconds: minute, was: ALARM })).toBe(ALARM);
  });

  test('depends on older data of the evaluation range if recent data are missing', () => {
    const alarm = { ...errorAlarm, TreatMissingData: 'missing' };
    const data = each('Errors', 9);
    expect(alarmState(alarm, data, { atSeconds: 3 * minute })).toBe(ALARM);
    expect(alarmState(alarm, data, { atSeconds: 4 * minute })).toBe(INSUFFICIENT);
    expect(alarmState(alarm, data, { atSeconds: 4 * minute, rangePeriods: 4 })).toBe(ALARM);
  });
});

describe('the state of an alarm on an expression', () => {
  const { Namespace, MetricName, Statistic, Period, ...comparison } = errorAlarm;
  const stat = (name: string, period = minute) => ({
    Metric: { Namespace: 'Api', MetricName: name },
    Period: period,
    Stat: 'Sum',
  });
  const jump: AlarmProperties = {
    ...comparison,
    Threshold: 0.5,
    Metrics: [
      {
        Id: 'share',
        Expression: 'IF(FILL(requests, 0) >= 10, rejections / requests, 0)',
        Label: 'x',
      },
      { Id: 'rejections', MetricStat: stat('Rejections'), ReturnData: false },
      { Id: 'requests', MetricStat: stat('Requests'), ReturnData: false },
    ],
  };

  test.each([
    ['a large share of many', [8], [12], ALARM],
    ['a small share of many', [2], [12], OK],
    ['all of a few', [3], [3], OK],
    ['none of nothing', [], [], OK],
  ])('is correct for %s', (_, rejections, requests, expected) => {
    const data = [...each('Rejections', ...rejections), ...each('Requests', ...requests)];
    expect(alarmState(jump, data, { atSeconds: minute })).toBe(expected);
  });

  test('can depend on another expression and on a service quota', () => {
    const Metrics = [
      { Id: 'part', Expression: 'used / SERVICE_QUOTA(used)', ReturnData: false },
      { Id: 'percent', Expression: 'part * 100' },
      { Id: 'used', MetricStat: stat('CallCount'), ReturnData: false },
    ];
    const alarm = { ...comparison, Threshold: 80, Metrics };
    const state = (used: number): AlarmState =>
      alarmState(alarm, each('CallCount', used), { atSeconds: minute, quotas: { used: 1000 } });
    expect([state(800), state(801)]).toEqual([OK, ALARM]);
  });

  const one = { Id: 'm', MetricStat: stat('A'), ReturnData: false };
  test.each([
    ['that contains itself', [{ Id: 'e', Expression: 'e + m' }, one], 'contains itself'],
    ['of an unknown metric', [{ Id: 'e', Expression: 'n + m' }, one], 'no metric or expression n'],
    ['of an unknown quota', [{ Id: 'e', Expression: 'SERVICE_QUOTA(m)' }, one], 'no service quota'],
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
  ])('cannot be evaluated for an expression %s', (_, Metrics, why) => {
    const data = each('A', 1);
    expect(() => alarmState({ ...comparison, Metrics }, data, { atSeconds: minute })).toThrow(why);
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
  ['an unsupported property', { ThresholdMetricId: 'ad1' }, 'ThresholdMetricId'],
])('the state of an alarm cannot be evaluated with %s', (_, changes, why) => {
  expect(() => alarmState({ ...errorAlarm, ...changes }, [], { atSeconds: minute })).toThrow(why);
});
