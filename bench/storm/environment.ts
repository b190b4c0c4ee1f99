import { Failure } from '../../lambdas/authorizer/failure.ts';
import type { KeySource } from '../../lambdas/authorizer/key-source.ts';
import { untilNext } from './random.ts';
import { isDuring } from './storm-row.ts';
import { createWatchedSource, type World } from './watched-source.ts';

/** What became of one environment, so far. */
export interface Life {
  /** When it asked the issuer, in milliseconds. */
  readonly fetchedAt: readonly number[];
  /** Requests with a good token that waited for a fetch and were allowed. */
  readonly delayed: number;
  /** Requests with a good token that were not allowed. */
  readonly failed: number;
}

type Outcome = 'allowed' | 'refused' | 'failed';

/**
 * Lives the life of one execution environment of the authorizer. It has one request at a time, as Lambda
 * has it. Requests that find fresh keys touch nothing and are left out: the next one that matters comes as
 * long after the keys are due as any request comes after any moment.
 */
export function createEnvironment(number: number, environments: number, world: World): Life {
  const { storm, timeline, random, issuer } = world;
  const { source, fetchedAt, due } = createWatchedSource(world);
  const life = { fetchedAt, delayed: 0, failed: 0 };

  /** One request with a good token, counted. */
  async function answer(): Promise<Outcome> {
    const from = timeline.now();
    const outcome = await judged(source, issuer.signingKid());
    if (outcome !== 'allowed') life.failed += 1;
    else if (timeline.now() > from) life.delayed += 1;
    return outcome;
  }

  async function live(): Promise<void> {
    await timeline.until(storm.begin(number, environments) * 1000);
    // As `handler.ts` does while it initialises; the request that it begins for comes next.
    await Promise.allSettled([source.current()]);
    let last = await answer();
    for (;;) {
      const quiet = last === 'allowed' ? quietUntil(due(), world) : timeline.now();
      const good = quiet + untilNext(random, 1000 / storm.requestsPerSecond);
      const forged = nextForged(world);
      await timeline.until(Math.min(good, forged));
      if (forged < good) await judged(source, 'forged');
      else last = await answer();
    }
  }

  void live();
  return life;
}

/** Does what `verify-token.ts` does with keys: takes those there are, and looks for newer ones. */
async function judged(source: KeySource, kid: string): Promise<Outcome> {
  try {
    const keys = await source.current();
    if (keys.candidates('EdDSA', kid).length > 0) return 'allowed';
    const newer = await source.newerThan(keys);
    return newer !== undefined && newer.candidates('EdDSA', kid).length > 0 ? 'allowed' : 'refused';
  } catch (error) {
    if (error instanceof Failure) return 'failed';
    throw error;
  }
}

/** Gives until when every good token is allowed without a thought: keys are due, or a rotation comes. */
function quietUntil(due: number, { storm: { rotation }, timeline }: World): number {
  const now = timeline.now();
  const rotationAt = (rotation?.at ?? 0) * 1000;
  return Math.max(now, rotationAt > now ? Math.min(due, rotationAt) : due);
}

function nextForged({ storm: { forged }, timeline, random }: World): number {
  if (forged === undefined) return Number.POSITIVE_INFINITY;
  const from = Math.max(timeline.now(), forged.from * 1000);
  const next = from + untilNext(random, 1000 / forged.perSecond);
  return isDuring(forged, next / 1000) ? next : Number.POSITIVE_INFINITY;
}
