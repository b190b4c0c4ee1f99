import { Undocumented } from './filter-pattern.ts';
import { type TimedDatum, type Watched, watchedSeries } from './watched-series.ts';

/**
 * Whether an alarm on a percentile that ignores few samples has too few to be judged, which leaves it
 * as it was. Periods without any sample are missing data, and treated as such.
 *
 * @param until the evaluation periods, and where they end
 * @throws {Undocumented} if all periods together have enough and one alone does not: the
 *   documentation counts "during the evaluation period"
 * @see CloudWatch, "Percentile-based alarms and low data samples"
 */
export function hasTooFewSamples(
  watched: Watched,
  data: readonly TimedDatum[],
  until: { readonly atSeconds: number; readonly periods: number },
): boolean {
  const [stat] = watched.metrics.values();
  const percent = Number(/^p(\d+(?:\.\d+)?)$/.exec(stat?.statistic ?? '')?.[1]);
  const fewest = 1000 / (percent >= 50 ? 100 - percent : percent);
  const counting = new Map(
    Array.from(watched.metrics, ([id, metric]) => [id, { ...metric, statistic: 'SampleCount' }]),
  );
  const counts = watchedSeries({ ...watched, metrics: counting }, data, until, {}).filter(
    (count) => count !== undefined,
  );
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (counts.every((count) => count >= fewest)) return false;
  if (all < fewest) return true;
  throw new Undocumented(`nothing is said of ${counts.join(', ')} samples where ${fewest} are few`);
}
