import { authorizerSettings } from '../../contract/authorizer-environment.ts';
import { createFetchBudget } from '../../lambdas/authorizer/fetch-budget.ts';
import { createKeySource, type KeySource } from '../../lambdas/authorizer/key-source.ts';
import { keyTimes } from '../../lambdas/authorizer/key-times.ts';
import type { Issuer } from './issuer.ts';
import type { Random } from './random.ts';
import type { Storm } from './storm-row.ts';
import type { Timeline } from './timeline.ts';

const issuerUrl = 'https://example.zuplo.app/__zuplo/issuer';

/** What an authorizer is told that is told nothing else. */
const settings = authorizerSettings({ ISSUER: issuerUrl, AUDIENCE: 'your-audience' });

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
  // A draw of 0 gives every environment the longest times.
  const times = keyTimes(settings, storm.sameTimes ? () => 0 : random);
  const fetchedAt: number[] = [];
  let last = { isGood: false, from: 0, to: 0 };
  const noted = (mayRetry: () => boolean) => () => {
    const may = mayRetry();
    if (may) fetchedAt.push(timeline.now());
    return may;
  };
  const source = createKeySource({
    issuer: issuerUrl,
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
