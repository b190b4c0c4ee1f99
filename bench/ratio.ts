import { minimum, quantile, type Timings } from './alternate.ts';
import type { Row } from './row.ts';

/** By how much a ratio may rise above what was measured, or its aim, before `--check` fails. */
const tolerance = 1.1;

interface Ratio {
  readonly part: string;
  readonly figure: string;
  readonly timings: Timings;
  readonly name: string;
  readonly to: string;
  readonly aim?: number | undefined;
}

/** Gives the row for a ratio of minima, with the medians' ratio and the spread beside it. */
export function ratioRow({ part, figure, timings, name, to, aim }: Ratio): Row {
  const ratio = minimum(timings, name) / minimum(timings, to);
  const medians = quantile(timings, name, 0.5) / quantile(timings, to, 0.5);
  const spread = quantile(timings, name, 0.75) / quantile(timings, name, 0.25) - 1;
  return {
    part,
    figure,
    value: `${shown(ratio)} (${microseconds(minimum(timings, name))})`,
    spread: `medians ${shown(medians)}, ±${(spread * 50).toFixed(0)} %`,
    ratio,
    ...(aim !== undefined && { aim: `≤ ${aim}`, band: { low: 0, high: aim * tolerance } }),
  };
}

function shown(ratio: number): string {
  return ratio < 0.1 ? ratio.toFixed(3) : ratio.toFixed(2);
}

function microseconds(nanoseconds: number): string {
  return `${(nanoseconds / 1000).toFixed(1)} µs`;
}
