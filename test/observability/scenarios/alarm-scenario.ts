import type { AlarmData } from '../alarm-data.ts';
import type { AlarmState } from '../evaluated-state.ts';
import type { TimedDatum } from '../watched-series.ts';

/** An alarm, what happens in a quarter of an hour, and the alarm's state at its end. */
export type AlarmScenario = readonly [
  alarm: string,
  when: string,
  data: (from: AlarmData) => readonly TimedDatum[],
  expected: AlarmState,
];

export const [OK, ALARM] = ['OK', 'ALARM'] as const;

export const minutes: readonly number[] = Array.from({ length: 15 }, (_, minute) => minute);

/** So many in every minute. */
export const always = (times: number): readonly number[] => Array(15).fill(times);

/** Nothing in the first ten minutes, and then these. */
export const lately = (...times: readonly number[]): readonly number[] => [
  ...Array(10).fill(0),
  ...times,
];
