import { describe, expect, test } from 'vitest';
import { usual } from '../../../tools/cost/assumptions.ts';
import { assumptionsFrom } from '../../../tools/cost/cost-options.ts';
import { dollars } from '../../../tools/cost/dollars.ts';

describe('the options of npm run cost', () => {
  test('are the usual assumptions and one request a second if none is given', () => {
    expect(assumptionsFrom({})).toEqual({ assumptions: usual, requestsPerSecond: 1 });
  });

  test.each([
    [{ api: 'rest' }, { api: 'rest' }],
    [{ refused: '10' }, { refusedShare: 0.1 }],
    [{ cached: '50' }, { cachedShare: 0.5 }],
    [{ 'handler-ms': '40' }, { handler: { ...usual.handler, warmMs: 40 } }],
    [{ provisioned: '3' }, { provisionedConcurrency: 3 }],
    [{ tracing: true }, { tracedShare: 0.05 }],
    [{ 'no-alarms': true }, { alarmMetrics: 0, keys: 0 }],
  ] as const)('%j', (given, assumptions) => {
    expect(assumptionsFrom(given).assumptions).toEqual({ ...usual, ...assumptions });
  });

  test.each([
    [{ api: 'soap' }, '--api is "soap": it must be http or rest'],
    [{ rate: 'abc' }, '--rate is "abc": it must be a number from 0.000001 to 10000000'],
    [{ rate: '' }, '--rate is "": it must be a number from 0.000001 to 10000000'],
    [{ refused: '101' }, '--refused is "101": it must be a number from 0 to 100'],
    [{ provisioned: '-1' }, '--provisioned is "-1": it must be a whole number from 0 to 100000'],
    [{ provisioned: '1.5' }, '--provisioned is "1.5": it must be a whole number from 0 to 100000'],
    [{ cached: '9'.repeat(300) }, `"${'9'.repeat(200)}… (300 characters)": it must be`],
  ] as const)('%j is a problem', (given, message) => {
    expect(() => assumptionsFrom(given)).toThrow(message);
  });
});

test.each([
  [0, '$0'],
  [0.0001, 'under $0.001'],
  [0.0299, '$0.030'],
  [1.634, '$1.63'],
  [-0.25, '−$0.25'],
  [236_550.4, '$236,550'],
])('%d is written %s', (amount, text) => {
  expect(dollars(amount)).toBe(text);
});
