import { createFetchBudget } from '../../lambdas/authorizer/fetch-budget.ts';
import {
  createKeySource,
  type KeySource,
  type KeyTimes,
} from '../../lambdas/authorizer/key-source.ts';
import type { Issuer } from './issuer.ts';
import type { Random } from './random.ts';
import type { Storm } from './storm-row.ts';
import type { Timeline } from './timeline.ts';

/** What all environments of a storm share. */
export interface World {
  readonly storm: Storm;
  readonly timeline: Timeline;
  readonly random: Random;
  readonly issuer: Issuer;
}

/** The authorizer's real key source under simulated time, with what it asked for. */
export interface WatchedSource {
  readonly source: KeySource;
  /** When it asked the issuer, in milliseconds. */
  readonly fetchedAt: readonly number[];
  /** When it will ask again, once it has keys that explain every token. */
  due(): number;
}

/** Gives a source that has not fetched anything yet. */
export function createWatchedSource({ storm, timeline, random, issuer }: World): WatchedSource {
  const times = keyTimes(storm, random);
  const fetchedAt: number[] = [];
  let last = { isGood: false, from: 0, to: 0 };
  const noted = (mayRetry: () => boolean) => () => {
    const may = mayRetry();
    if (may) fetchedAt.push(timeline.now());
    return may;
  };
  const source = createKeySource({
    issuer: 'https://example.zuplo.app/__zuplo/issuer',
    times,
    budget: createFetchBudget(timeline.now),
    now: timeline.now,
    log: { keysFetched() {}, keysNotFetched() {} },
    async fetchKeySet(deadlineMs, mayRetry) {
      const from = timeline.now();
      fetchedAt.push(from);
      let isGood = false;
      try {
        const document = await issuer.fetch(deadlineMs, noted(mayRetry));
        isGood = true;
        return document;
      } finally {
        last = { isGood, from, to: timeline.now() };
      }
    },
  });
  return {
    source,
    fetchedAt,
    due: () => (last.isGood ? last.from + times.refreshAfterMs : last.to + times.retryAfterMs),
  };
}

/** The times that `handler.ts` sets by default, and those that it would set with jitter. */
function keyTimes({ jitter }: Storm, random: Random): KeyTimes {
  return {
    refreshAfterMs: 300_000 * (jitter ? 0.8 + 0.2 * random() : 1),
    trustForMs: 86_400_000,
    fetchDeadlineMs: 2_000,
    refreshDeadlineMs: 1_000,
    retryAfterMs: 10_000 * (jitter ? 0.5 + random() : 1),
  };
}
