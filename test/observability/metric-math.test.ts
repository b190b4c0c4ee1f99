import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metricMath } from './metric-math.ts';
import type { Series } from './series-math.ts';

const none = undefined;

function evaluate(text: string, series: Readonly<Record<string, Series>>): Series {
  return metricMath(text, {
    series: (id) => series[id] ?? [],
    quota: () => 1000,
  });
}

describe("the documentation's examples", () => {
  // CloudWatch, "Metric math syntax and functions": comparison and logical operators, IF expressions
  const compared = { metric1: [30, 20, 0, 0], metric2: [20, none, 20, none] };
  const chosen = {
    metric1: [1, 1, 0, 0, none],
    metric2: [30, none, 0, 0, 30],
    metric3: [0, 0, 20, none, 20],
  };

  test.each<[string, Readonly<Record<string, Series>>, Series]>([
    ['(metric1 < metric2)', compared, [0, 0, 1, 0]],
    ['(metric1 >= 30)', compared, [1, 0, 0, 0]],
    ['(metric1 > 15 AND metric2 > 15)', compared, [1, 0, 0, 0]],
    ['IF(metric1, metric2, metric3)', chosen, [30, 0, 20, none, none]],
    ['IF(metric1, 5, metric3)', chosen, [5, 5, 20, none, none]],
    ['IF(metric1, metric2, 5)', chosen, [30, 0, 5, 5, none]],
    ['IF(metric1<400, metric1)', { metric1: [300, 500] }, [300, none]],
    ['IF(metric1<400, 10, 2)', { metric1: [300, 500] }, [10, 2]],
    ['m1/SERVICE_QUOTA(m1)*100', { m1: [100, 800, none] }, [10, 80, none]],
    ['m1 - m2', { m1: [5, none, none], m2: [2, 2, none] }, [3, -2, none]],
    ['errors / requests', { errors: [1, 1], requests: [4, 0] }, [0.25, none]],
    ['5 * m1', { m1: [1, none] }, [5, none]],
    ['-5*m1', { m1: [1] }, [-5]],
    ['FILL(m1, 10)', { m1: [none, 1] }, [10, 1]],
    ['FILL(m1, m2)', { m1: [none, 1, none], m2: [7, 7, none] }, [7, 1, none]],
    ['FILL(m1, REPEAT)', { m1: [none, 1, none, none] }, [none, 1, 1, 1]],
  ])('%s', (text, series, expected) => {
    expect(evaluate(text, series)).toEqual(expected);
  });
});

test.each<[string, Series]>([
  ['m + 2 * 3', [7]],
  ['(m + 2) * 3', [9]],
  ['m - 2 - 3', [-4]],
  ['m > 0 && m > 5 || m == 1', [1]],
  ['m == 1 OR m == 2 AND m == 3', [1]],
  ['(m == 1 OR m == 2) AND m == 3', [0]],
  ['m != 1', [0]],
  ['m <= 1', [1]],
  ['--m', [1]],
  ['IF(1 > 2, m, m + 1)', [2]],
  ['IF(2 > 1, m)', [1]],
  ['IF(1 > 2, m)', [none]],
])('operators have the usual precedence: %s', (text, expected) => {
  expect(evaluate(text, { m: [1] })).toEqual(expected);
});

test('sums and products have the same results as in JavaScript', () => {
  const number = fc.integer({ min: 0, max: 99 });
  const signs = fc.array(fc.tuple(fc.constantFrom('+', '-', '*'), number), { maxLength: 5 });
  fc.assert(
    fc.property(signs, (parts) => {
      const text = ['m', ...parts.map(([sign, value]) => `${sign} ${value}`)].join(' ');
      const plain = new Function('m', `return ${text}`);
      expect(evaluate(text, { m: [3] })).toEqual([plain(3)]);
    }),
  );
});

test.each([
  ['an unsupported function', 'ANOMALY_DETECTION_BAND(m1)', 'ANOMALY_DETECTION_BAND'],
  ['a search', "SEARCH(' ', 'Sum', 300)", 'SEARCH is not supported'],
  ['all metrics', 'SUM(METRICS())', 'SUM is not supported'],
  ['FILL without a value', 'FILL(m1)', 'two arguments'],
  ['FILL with LINEAR', 'FILL(m1, LINEAR)', 'expected a number'],
  ['FILL of a number', 'FILL(1, m1)', 'takes a time series'],
  ['IF with one argument', 'IF(m1)', 'two or three'],
  ['IF with four arguments', 'IF(m1, 1, 2, 3)', 'two or three'],
  ['the quota of a number', 'SERVICE_QUOTA(1)', 'expected the id'],
  ['a number', '1 + 1', 'not a time series'],
  ['a number divided by 0', 'm1 + 1 / 0', 'division of a number by 0'],
  ['a power', 'm1 ^ 2', 'not supported in metric math'],
  ['an open parenthesis', '(m1', 'expected )'],
  ['an id in capitals', 'M1', 'expected a number, an id'],
  ['an empty text', '', 'expected a number, an id'],
])('an expression is rejected: %s', (_, text, why) => {
  expect(() => evaluate(text, { m1: [1] })).toThrow(why);
  expect(() => evaluate(text, { m1: [1] })).toThrow(
    expect.objectContaining({ name: 'UnsupportedSyntax' }),
  );
});
