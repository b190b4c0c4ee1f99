import { describe, expect, test } from 'vitest';
import { priceOf, prices } from '../../../lib/prices.ts';
import { usual } from '../../../tools/cost/assumptions.ts';
import { billOf, fixed, monthlyBill, total } from '../../../tools/cost/bill.ts';
import { gbSeconds, meanMs, monthSeconds, type Part, usageOf } from '../../../tools/cost/usage.ts';

describe('a price', () => {
  test.each([
    ['millionHttpApiRequests', 300, 300],
    ['millionHttpApiRequests', 400, 390],
    ['millionRestApiRequests', 333, 1_165.5],
    ['millionRestApiRequests', 1_000, 1_165.5 + 1_867.6],
    ['millionRestApiRequests', 21_000, 1_165.5 + 1_867.6 + 45_220 + 1_510],
    ['logGb', 61_440, 5_120 + 5_120 + 2_048 + 512],
    ['dashboard', 2, 6],
    ['millionInvocations', 0, 0],
  ] as const)('%s of %d is $%d', (name, quantity, dollars) => {
    expect(priceOf(name, quantity)).toBeCloseTo(dollars, 6);
  });

  test.each(Object.entries(prices))('%s has tiers that rise to infinity', (_name, { tiers }) => {
    const ends: readonly number[] = tiers.map(({ upTo }) => upTo);
    expect(ends).toEqual([...ends].sort((one, other) => one - other));
    expect(ends.at(-1)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('what Lambda bills', () => {
  const cold = { memoryMegabytes: 512, warmMs: 2, coldMs: 250, coldShare: 0.01 };

  test('is the mean of warm and cold invocations', () => {
    expect(meanMs(cold)).toBeCloseTo(4.48);
  });

  test('is by memory', () => {
    expect(gbSeconds({ ...cold, memoryMegabytes: 1024 })).toBeCloseTo(2 * gbSeconds(cold));
  });
});

describe('a bill', () => {
  const million = (changed: Partial<typeof usual> = {}) => billOf({ ...usual, ...changed }, 1e6);
  const part = (name: Part, changed?: Partial<typeof usual>) => million(changed).get(name) ?? 0;

  test('of a million requests, worked out by hand', () => {
    expect(part('API requests')).toBeCloseTo(1);
    expect(part('authorizer requests')).toBeCloseTo(0.2);
    expect(part('authorizer duration')).toBeCloseTo(1e6 * 0.00448 * 0.5 * 0.0000133334);
    expect(part('access log')).toBeCloseTo(((usual.accessLogBytes.http * 1e6) / 2 ** 30) * 0.5);
    expect(part('alarms, metrics, dashboard, key')).toBeCloseTo(1.8 + 6.3 + 3 + 1);
  });

  test('comes to the sum of its parts', () => {
    const bill = million();
    expect(total(bill)).toBeCloseTo([...bill.values()].reduce((sum, one) => sum + one, 0));
    expect(fixed(bill)).toBeCloseTo(12.1);
  });

  test('without an authorizer has none of its parts, and a handler for every request', () => {
    const bill = million({ authorizer: undefined });
    expect([...bill.keys()].filter((name) => name.startsWith('authorizer'))).toEqual([]);
    expect(bill.has('function logs')).toBe(false);
    expect(bill.get('handler requests')).toBeCloseTo(0.2);
  });

  test('has no handler for a refused request', () => {
    expect(part('handler requests', { refusedShare: 0.5 })).toBeCloseTo(0.1);
  });

  test('has no authorizer for a verdict that API Gateway still has', () => {
    expect(part('authorizer requests', { cachedShare: 0.5 })).toBeCloseTo(0.1);
  });

  test('of a REST API has an error line for each refusal', () => {
    expect(part('function logs', { api: 'rest' })).toBeGreaterThan(2 * part('function logs'));
  });

  test('of a REST API has longer lines in its access log', () => {
    expect(part('access log', { api: 'rest' })).toBeGreaterThan(part('access log'));
  });

  test('has two traces for a request of an HTTP API, and one on a REST API', () => {
    expect(part('traces', { tracedShare: 0.05 })).toBeCloseTo(0.5);
    expect(part('traces', { tracedShare: 0.05, api: 'rest' })).toBeCloseTo(0.25);
  });

  test('has provisioned concurrency by the second, used or not', () => {
    const bill = billOf({ ...usual, provisionedConcurrency: 10 }, 0);
    expect(bill.get('provisioned concurrency')).toBeCloseTo(10 * 0.5 * monthSeconds * 3.3334e-6);
  });

  test('has shorter authorizations under provisioned concurrency, for none is cold', () => {
    expect(part('authorizer duration', { provisionedConcurrency: 1 })).toBeCloseTo(
      1e6 * 0.002 * 0.5 * 0.0000077778,
    );
  });

  test('keeps logs in proportion to the days', () => {
    const [month, year] = [30, 360].map((logRetentionDays) =>
      part('logs kept', { logRetentionDays }),
    ) as [number, number];
    expect(year).toBeCloseTo(12 * month);
  });

  test('lets parts with one price climb its tiers together', () => {
    const shared = monthlyBill(usual, 100_000);
    const alone = usageOf(usual, 100_000 * monthSeconds)
      .filter(({ part: name }) => name === 'handler duration')
      .map(({ quantity }) => priceOf('durationGbSecond', quantity))[0];
    expect(shared.get('handler duration')).toBeLessThanOrEqual(alone ?? 0);
  });
});
