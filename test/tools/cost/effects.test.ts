import { expect, test } from 'vitest';
import { effectOf, effects } from '../../../tools/cost/effects.ts';

const of = (setting: string) => {
  const effect = effects.find((one) => one.setting.includes(setting));
  if (effect === undefined) throw new Error(`no effect of ${setting}`);
  return effectOf(effect);
};

test.each([
  ['rest', 2.57],
  ['tracing', 0.5],
  ['no authorizer', -0.228],
  ['= 60', 0],
])('%s: a million requests cost $%d more', (setting, dollars) => {
  expect(of(setting).million).toBeCloseTo(dollars, 2);
  expect(of(setting).month).toBe(0);
});

test('provisioned concurrency makes a month dearer, and a million requests cheaper', () => {
  const { million, month } = of('Provisioned');
  expect(month).toBeCloseTo(43.8, 1);
  expect(million).toBeLessThan(0);
});

test('without alarms a month costs them and their key less; metrics and dashboard stay', () => {
  expect(of('alarms').month).toBeCloseTo(-2.8);
});
