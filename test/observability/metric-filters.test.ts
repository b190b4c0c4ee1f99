import { describe, expect, test } from 'vitest';
import { metricFilters } from './metric-filters.ts';

/** Returns a template with metric filters on the log group `Logs`. */
const templateOf = (...filters: readonly Readonly<Record<string, unknown>>[]) => ({
  Resources: Object.fromEntries(
    filters.map(
      ({ FilterPattern = '{ $.event = "rejected" }', LogGroupName, ...metric }, index) => [
        `Filter${index}`,
        {
          Type: 'AWS::Logs::MetricFilter',
          Properties: {
            FilterPattern,
            LogGroupName: LogGroupName ?? { Ref: 'Logs' },
            MetricTransformations: [
              { MetricNamespace: 'Api', MetricName: 'Rejections', MetricValue: '1', ...metric },
            ],
          },
        },
      ],
    ),
  ),
});

const rejected = '{"event":"rejected","reason":"expired","ms":12}';
const datum = { namespace: 'Api', name: 'Rejections', value: 1, unit: 'None', dimensions: {} };

describe('a log line', () => {
  test('publishes data of every matching filter of its log group', () => {
    const filters = metricFilters(
      templateOf(
        { Unit: 'Count' },
        { FilterPattern: '{ $.event = "jwks_fetched" }' },
        { LogGroupName: { Ref: 'OtherLogs' } },
      ),
    );
    expect(filters.datapoints('Logs', rejected)).toEqual([{ ...datum, unit: 'Count' }]);
    expect(filters.datapoints('OtherLogs', rejected)).toEqual([datum]);
    expect(filters.datapoints('NoLogs', rejected)).toEqual([]);
    expect(filters.datapoints('Logs', 'no JSON')).toEqual([]);
    expect(filters.filters.map(({ logicalId }) => logicalId)).toEqual([
      ...['Filter0', 'Filter1', 'Filter2'],
    ]);
  });

  test('publishes a number that it contains', () => {
    const { datapoints } = metricFilters(templateOf({ MetricValue: '$.ms' }));
    expect(datapoints('Logs', rejected)).toEqual([{ ...datum, value: 12 }]);
    expect(datapoints('Logs', '{"event":"rejected"}')).toEqual([]);
    expect(() => datapoints('Logs', '{"event":"rejected","ms":"12"}')).toThrow('undocumented');
  });

  test('publishes dimension values, and nothing if one is absent', () => {
    const { datapoints } = metricFilters(
      templateOf({
        FilterPattern: '{ $.event = "rejected" && $.reason = "*" }',
        Dimensions: [
          { Key: 'Reason', Value: '$.reason' },
          { Key: 'Event', Value: '$.event' },
        ],
      }),
    );
    const dimensions = { Reason: 'expired', Event: 'rejected' };
    expect(datapoints('Logs', rejected)).toEqual([{ ...datum, dimensions }]);
    expect(datapoints('Logs', '{"event":"rejected"}')).toEqual([]);
  });
});

describe('a template is rejected', () => {
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
    ['a value that is not a number', [{ MetricValue: 'one' }], 'neither a number nor a selector'],
    ['more than 100 filters of a log group', patterns(101, '{ $.a = 1 }'), 'at most 100'],
    ['more than 5 filters with a regex', patterns(6, '{ $.a = %b% }'), 'at most 5'],
    [
      'more than 2 regexes in a pattern',
      patterns(1, '{ $.a = %b% || $.a = %c% || $.a = %d% }'),
      'at most 2',
    ],
    [
      'a log group outside the template',
      [{ LogGroupName: '/aws/lambda/x' }],
      'not one of the template',
    ],
    ['a property that is not supported here', [{ StorageResolution: 1 }], 'StorageResolution'],
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
