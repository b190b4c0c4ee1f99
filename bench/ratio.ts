import { quantile, type Timings } from './alternate.ts';
import type { Band, Row } from './row.ts';

/** How far a ratio may exceed its aim before `--check` fails. */
const tolerance = 1.1;

interface Ratio {
  readonly part: string;
  readonly figure: string;
  readonly timings: Timings;
  readonly name: string;
  readonly reference: string;
  /** The minimum is what code costs without disturbances; the median is steadier for whole processes. */
  readonly statistic: 'minimum' | 'median';
  /** Unit of the timings. */
  readonly unit: 'µs' | 'ms';
  readonly aim?: number | undefined;
  /** @default up to 10 % above the aim */
  readonly band?: Band | undefined;
}

/** Returns the row of one contestant's time divided by that of the reference. */
export function ratioRow(ratio: Ratio): Row {
  const { part, figure, timings, name, reference, statistic, unit, aim } = ratio;
  const of = (share: number) =>
    quantile(timings, name, share) / quantile(timings, reference, share);
  const [minima, medians] = [of(0), of(0.5)];
  const [measured, other] = statistic === 'minimum' ? [minima, medians] : [medians, minima];
  const time = quantile(timings, name, statistic === 'minimum' ? 0 : 0.5);
  const quartiles = quantile(timings, name, 0.75) / quantile(timings, name, 0.25) - 1;
  const band = ratio.band ?? (aim === undefined ? undefined : { low: 0, high: aim * tolerance });
  return {
    part,
    figure,
    value: `${shown(measured)} (${time.toFixed(1)} ${unit})`,
    spread: `${statistic === 'minimum' ? 'medians' : 'minima'} ${shown(other)}, ±${(quartiles * 50).toFixed(0)} %`,
    measured,
    ...(aim !== undefined && { aim: `≤ ${aim}` }),
    ...(band !== undefined && { band }),
  };
}

function shown(ratio: number): string {
  return ratio < 0.1 ? ratio.toFixed(3) : ratio.toFixed(2);
}
