import { describe, expect, test } from 'vitest';
import { usual } from '../../../tools/cost/assumptions.ts';
import { demandOf, rateWithin } from '../../../tools/cost/demand.ts';

describe('the demand of a rate', () => {
  test('is invocations under way by rate and duration', () => {
    expect(demandOf(usual, 1_000).authorizerConcurrency).toBeCloseTo(4.48);
  });

  test('is a tenth of the invocations in concurrency, however short they are', () => {
    expect(demandOf(usual, 1_000).concurrencyQuota).toBe(199);
  });

  test('is what is under way, where a handler is slow', () => {
    const slow = { ...usual, handler: { ...usual.handler, warmMs: 1_000, coldShare: 0 } };
    expect(demandOf(slow, 1_000).concurrencyQuota).toBe(995);
  });

  test('is an environment for ten requests a second, and a fetch in four to five minutes for each', () => {
    const { environments, fetchesPerSecond } = demandOf(usual, 100_000);
    expect(environments).toBe(10_000);
    expect(fetchesPerSecond).toBeCloseTo(37.2, 1);
  });

  test('is never more fetches than requests', () => {
    expect(demandOf(usual, 0.001).fetchesPerSecond).toBeLessThanOrEqual(0.001);
  });

  test('turns nobody away in a deployment that Lambda has the environments for', () => {
    expect(demandOf(usual, 10_000)).toMatchObject({ deploymentSeconds: 0, turnedAway: 0 });
  });

  test('turns away what ninety seconds of too few environments cannot take', () => {
    expect(demandOf(usual, 100_000)).toMatchObject({
      deploymentSeconds: 90,
      turnedAway: 4_050_000,
    });
  });

  test('has no authorizer where there is none', () => {
    const open = demandOf({ ...usual, authorizer: undefined }, 1_000);
    expect(open).toMatchObject({
      environments: 0,
      fetchesPerSecond: 0,
      invocationsPerSecond: 1_000,
    });
  });
});

test("an account's quota suffices for the rate that needs it", () => {
  expect(rateWithin(usual, 1_000)).toBeCloseTo(10_000 / 1.99);
});
