import { describe, expect, test } from 'vitest';
import { metricFilters } from './metric-filters.ts';

/** A template of filters over the log group `Logs`, each with the properties that a test gives. */
const templateOf = (...filters: readonly Readonly<Record<string, unknown>>[]) => ({
  Resources: Object.fromEntries(
    filters.map(({ FilterPattern = '{ $.event = "refused" }', LogGroupName, ...metric }, index) => [
      `Filter${index}`,
      {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          FilterPattern,
          LogGroupName: LogGroupName ?? { Ref: 'Logs' },
          MetricTransformations: [
            { MetricNamespace: 'Api', MetricName: 'Refusals', MetricValue: '1', ...metric },
          ],
        },
      },
    ]),
  ),
});

const refused = '{"event":"refused","reason":"expired","ms":12}';
const fetched = '{"event":"jwks_fetched"}';
const datum = { namespace: 'Api', name: 'Refusals', value: 1, unit: 'None', dimensions: {} };

describe('a line', () => {
  test('publishes what each filter of its log group makes of it', () => {
    const filters = metricFilters(
      templateOf(
        { Unit: 'Count' },
        { FilterPattern: '{ $.event = "jwks_fetched" }' },
        { LogGroupName: { Ref: 'OtherLogs' } },
      ),
    );
    expect(filters.datapoints('Logs', refused)).toEqual([{ ...datum, unit: 'Count' }]);
    expect(filters.datapoints('OtherLogs', refused)).toEqual([datum]);
    expect(filters.datapoints('NoLogs', refused)).toEqual([]);
    expect(filters.datapoints('Logs', 'no JSON')).toEqual([]);
    expect(filters.filters.map(({ logicalId }) => logicalId)).toEqual([
      ...['Filter0', 'Filter1', 'Filter2'],
    ]);
  });

  test('publishes a number that is in it', () => {
    const { datapoints } = metricFilters(templateOf({ MetricValue: '$.ms' }));
    expect(datapoints('Logs', refused)).toEqual([{ ...datum, value: 12 }]);
    expect(datapoints('Logs', '{"event":"refused"}')).toEqual([]);
    expect(() => datapoints('Logs', '{"event":"refused","ms":"12"}')).toThrow('nothing is said');
  });

  test('gives dimensions their values, and publishes nothing if one has none', () => {
    const { datapoints } = metricFilters(
      templateOf({
        FilterPattern: '{ $.event = "refused" && $.reason = "*" }',
        Dimensions: [
          { Key: 'Reason', Value: '$.reason' },
          { Key: 'Event', Value: '$.event' },
        ],
      }),
    );
    const dimensions = { Reason: 'expired', Event: 'refused' };
    expect(datapoints('Logs', refused)).toEqual([{ ...datum, dimensions }]);
    expect(datapoints('Logs', '{"event":"refused"}')).toEqual([]);
  });
});

describe('a minute', () => {
  const { minute } = metricFilters(templateOf({ DefaultValue: 0 }));

  test.each([
    ['two lines that match', [refused, fetched, refused], [1, 1]],
    ['lines that do not match: the default', [fetched, fetched], [0]],
    ['no lines: nothing', [], []],
  ])('publishes for %s', (_, lines, values) => {
    expect(minute('Logs', lines).map(({ value }) => value)).toEqual(values);
  });

  test('publishes nothing for lines that do not match, without a default', () => {
    expect(metricFilters(templateOf({})).minute('Logs', [fetched])).toEqual([]);
  });
});

describe('a template is refused', () => {
  const dimensions = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ Key: `D${index}`, Value: '$.event' }));
  const patterns = (count: number, FilterPattern: string) =>
    Array.from({ length: count }, () => ({ FilterPattern }));

  test.each([
    ['more than 3 dimensions', [{ Dimensions: dimensions(4) }], '4 dimensions, at most 3'],
    [
      'a dimension that is not in the pattern',
      [{ Dimensions: [{ Key: 'R', Value: '$.reason' }] }],
      'not a property of the pattern',
    ],
    [
      'a default value beside dimensions',
      [{ DefaultValue: 0, Dimensions: dimensions(1) }],
      'no default value',
    ],
    ['a value that is no number', [{ MetricValue: 'one' }], 'neither a number nor a selector'],
    ['more than 100 filters of a log group', patterns(101, '{ $.a = 1 }'), 'at most 100'],
    ['more than 5 filters with a regex', patterns(6, '{ $.a = %b% }'), 'at most 5'],
    [
      'more than 2 regexes in a pattern',
      patterns(1, '{ $.a = %b% || $.a = %c% || $.a = %d% }'),
      'at most 2',
    ],
    ['a log group of elsewhere', [{ LogGroupName: '/aws/lambda/x' }], 'not one of the template'],
    ['a property that is not known here', [{ StorageResolution: 1 }], 'StorageResolution'],
  ])('for %s', (_, filters, why) => {
    expect(() => metricFilters(templateOf(...filters))).toThrow(why);
  });

  test('for two transformations of one filter', () => {
    const { Resources } = templateOf({});
    const filter = Resources['Filter0'];
    const [one] = filter?.Properties.MetricTransformations ?? [];
    const twice = { ...filter?.Properties, MetricTransformations: [one, one] };
    const Filter0 = { Type: 'AWS::Logs::MetricFilter', Properties: twice };
    expect(() => metricFilters({ Resources: { Filter0 } })).toThrow('exactly one');
  });
});
