import type { AlarmData } from '../alarm-data.ts';
import type { TimedDatum } from '../alarm-series.ts';
import type { AlarmState } from '../evaluated-state.ts';

/** An alarm, what happens in 15 minutes, and the alarm's state at the end. */
export type AlarmScenario = readonly [
  alarm: string,
  when: string,
  data: (from: AlarmData) => readonly TimedDatum[],
  expected: AlarmState,
];

export const [OK, ALARM] = ['OK', 'ALARM'] as const;

export const minutes: readonly number[] = Array.from({ length: 15 }, (_, minute) => minute);

/** The same number in every minute. */
export const always = (times: number): readonly number[] => Array(15).fill(times);

/** Nothing in the first ten minutes, then the given numbers. */
export const lately = (...times: readonly number[]): readonly number[] => [
  ...Array(10).fill(0),
  ...times,
];
