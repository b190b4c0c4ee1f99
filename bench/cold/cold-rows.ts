import type { Row } from '../row.ts';
import { empty } from './contestants.ts';
import { type Spread, spreadOf } from './spread.ts';

/** What is asked of a figure. */
export type Demand = Pick<Row, 'aim' | 'band'>;

/**
 * Gives a row per contestant: its median over the empty handler's, which is the ratio, and its minimum
 * over the empty handler's minimum.
 * @param times milliseconds by contestant
 * @param demands by contestant, for those of whom anything is asked
 */
export function coldRows(
  part: string,
  times: ReadonlyMap<string, readonly number[]>,
  demands: Readonly<Record<string, Demand>> = {},
): readonly Row[] {
  const spreads = [...times].map(([name, series]) => [name, spreadOf(series)] as const);
  const yardstick = new Map(spreads).get(empty.name);
  if (yardstick === undefined) throw new Error('the empty handler was not measured');
  return spreads.map(([name, spread]) => row(part, name, spread, yardstick, demands[name]));
}

function row(part: string, figure: string, own: Spread, yardstick: Spread, demand?: Demand): Row {
  const ratio = own.median / yardstick.median;
  const ofMinima = own.minimum / yardstick.minimum;
  return {
    part,
    figure,
    value: `${ratio.toFixed(2)} × (${own.median.toFixed(0)} ms; minima ${ofMinima.toFixed(2)} ×)`,
    spread: `± ${((own.quartiles / 2 / own.median) * 100).toFixed(0)} %`,
    ratio,
    ...demand,
  };
}
