import { createEnvironment } from './environment.ts';
import { createIssuer } from './issuer.ts';
import { createRandom } from './random.ts';
import type { Storm } from './storm-row.ts';
import { createTimeline } from './timeline.ts';

/** What a storm did. */
export interface Weathered {
  readonly storm: Storm;
  readonly environments: number;
  /** Requests at the key endpoint, by the second. */
  readonly requests: readonly number[];
  /** The most in any second of the storm. */
  readonly peak: number;
  /** In the mean second of the storm. */
  readonly mean: number;
  /** The most in any second of the last ten minutes, when the storm is long over. */
  readonly later: number;
  /** The most that one environment made in any minute. */
  readonly busiest: number;
  /** Requests with a good token that waited for a fetch, from the storm's begin on. */
  readonly delayed: number;
  /** Requests with a good token that were not allowed. */
  readonly failed: number;
}

/** Lives through a storm; the same seed gives the same figures. */
export async function weathered(storm: Storm, environments: number, seed = 1): Promise<Weathered> {
  const timeline = createTimeline();
  const random = createRandom(seed);
  const issuer = createIssuer(storm, timeline, random);
  const world = { storm, timeline, random, issuer };
  const lives = Array.from({ length: environments }, (_, number) =>
    createEnvironment(number, environments, world),
  );
  await timeline.runTo(storm.fromSecond * 1000);
  const before = sum(lives.map((life) => life.delayed));
  await timeline.runTo(storm.seconds * 1000);
  const during = issuer.requests.slice(storm.fromSecond, storm.seconds);
  return {
    storm,
    environments,
    requests: issuer.requests.slice(0, storm.seconds),
    peak: Math.max(...during),
    mean: sum(during) / during.length,
    later: Math.max(...during.slice(-600)),
    busiest: Math.max(...lives.map((life) => mostInAMinute(life.fetchedAt))),
    delayed: sum(lives.map((life) => life.delayed)) - before,
    failed: sum(lives.map((life) => life.failed)),
  };
}

function mostInAMinute(times: readonly number[]): number {
  let most = 0;
  let from = 0;
  times.forEach((time, at) => {
    while ((times[from] ?? time) <= time - 60_000) from += 1;
    most = Math.max(most, at - from + 1);
  });
  return most;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
