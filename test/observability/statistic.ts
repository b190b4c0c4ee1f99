import { UnsupportedSyntax } from './unsupported-syntax.ts';

const statistics: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  SampleCount: (values) => values.length,
};

/**
 * The statistic of one period's values; undefined if there are none. A percentile is the value of the
 * nearest rank: how CloudWatch interpolates is not documented, so a test's threshold must be far from it.
 *
 * @param name `Sum`, `Average`, `Maximum`, `Minimum`, `SampleCount` or a percentile (`p99`)
 * @throws {UnsupportedSyntax} for any other statistic
 * @see CloudWatch, "CloudWatch statistics definitions"
 */
export function statistic(name: string, values: readonly number[]): number | undefined {
  const percent = /^p(\d{1,2}(?:\.\d+)?|100)$/.exec(name)?.[1];
  const known = percent === undefined ? statistics[name] : nearestRank(Number(percent));
  if (known === undefined)
    throw new UnsupportedSyntax(`the statistic ${name} is not supported here`);
  return values.length === 0 ? undefined : known(values);
}

function nearestRank(percent: number): (values: readonly number[]) => number {
  return (values) => {
    const sorted = values.toSorted((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
  };
}
