import { describe, expect, test } from 'vitest';
import { chart } from '../../../bench/storm/chart.ts';
import { createRandom, untilNext } from '../../../bench/storm/random.ts';
import { createTimeline } from '../../../bench/storm/timeline.ts';

describe('a timeline', () => {
  test('lets things happen in the order of their times, and of asking where these are the same', async () => {
    const timeline = createTimeline();
    const random = createRandom(1);
    const times = Array.from({ length: 500 }, () => Math.floor(random() * 100));
    const happened: { time: number; asked: number }[] = [];
    times.forEach((time, asked) => {
      void timeline.until(time).then(() => happened.push({ time: timeline.now(), asked }));
    });
    await timeline.runTo(100);
    const inOrder = times
      .map((time, asked) => ({ time, asked }))
      .sort((one, other) => one.time - other.time || one.asked - other.asked);
    expect(happened).toEqual(inOrder);
  });

  test('lets what happens ask for something before all the rest', async () => {
    const timeline = createTimeline();
    const happened: string[] = [];
    void timeline.until(10).then(() => happened.push('late'));
    void timeline
      .until(1)
      .then(() => timeline.until(2))
      .then(() => happened.push('early'));
    await timeline.runTo(10);
    expect(happened).toEqual(['early', 'late']);
  });

  test('stops at the end, and goes on from there', async () => {
    const timeline = createTimeline();
    let happened = false;
    void timeline.until(11).then(() => {
      happened = true;
    });
    await timeline.runTo(10);
    expect([timeline.now(), happened]).toEqual([10, false]);
    await timeline.runTo(20);
    expect([timeline.now(), happened]).toEqual([20, true]);
  });
});

test('random numbers lie between 0 and 1, evenly, and arrivals have their mean', () => {
  const random = createRandom(3);
  const numbers = Array.from({ length: 20_000 }, random);
  const waits = Array.from({ length: 20_000 }, () => untilNext(random, 100));
  const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(mean(numbers)).toBeCloseTo(0.5, 1);
  expect(mean(waits)).toBeGreaterThan(97);
  expect(mean(waits)).toBeLessThan(103);
});

test('a chart has a character for each interval, by the power of ten of its busiest second', () => {
  expect(chart([0, 0, 1, 9, 10, 0, 100, 99, 1_000, 0, 10_000, 200_000], 2)).toBe('·▁▃▅▇█');
});
