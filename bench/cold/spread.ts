/** What a series of times amounts to, in the times' own unit. */
export interface Spread {
  readonly median: number;
  readonly minimum: number;
  /** From the first quartile to the third: half of all times lie within. */
  readonly quartiles: number;
}

/** @param times at least one */
export function spreadOf(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    minimum: quantile(sorted, 0),
    quartiles: quantile(sorted, 0.75) - quantile(sorted, 0.25),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}
