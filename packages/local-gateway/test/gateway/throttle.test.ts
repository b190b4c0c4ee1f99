import { expect, it } from 'vitest';
import { createThrottle } from '../../src/gateway/throttle.ts';

it('A throttle allows a burst, then its rate per second', () => {
  let time = 0;
  const mayPass = createThrottle({ ratePerSecond: 2, burst: 3 }, () => time);
  expect([mayPass(), mayPass(), mayPass(), mayPass()]).toEqual([true, true, true, false]);
  time += 500;
  expect([mayPass(), mayPass()]).toEqual([true, false]);
  time += 60_000;
  expect([mayPass(), mayPass(), mayPass(), mayPass()]).toEqual([true, true, true, false]);
});

it('A throttle with a rate and burst of 0 allows nothing', () => {
  expect(createThrottle({ ratePerSecond: 0, burst: 0 }, () => 0)()).toBe(false);
});
