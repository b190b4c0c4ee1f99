import { generateKeyPairSync } from 'node:crypto';
import { FetchFailed } from '../../lambdas/authorizer/fetch-key-set.ts';
import type { Random } from './random.ts';
import { isDuring, type Storm } from './storm-row.ts';
import type { Timeline } from './timeline.ts';

/** What an answer takes, TLS handshake included: assumed, evenly spread. */
const fastestMs = 50;
const slowestMs = 150;

/** The issuer, as the authorizers know it: a key endpoint, and the key that signs. */
export interface Issuer {
  /** The `kid` of tokens that are signed now. */
  signingKid(): string;
  /**
   * Does what `fetch-key-set.ts` does over a network: one request, and a second if the failure may pass.
   * @throws {FetchFailed}
   */
  fetch(deadlineMs: number, mayRetry: () => boolean): Promise<string>;
  /** How many requests came, by the second. */
  readonly requests: readonly number[];
}

/** Gives the issuer of a storm, with keys of its own. */
export function createIssuer(storm: Storm, timeline: Timeline, random: Random): Issuer {
  const { rotation, outage, answersPerSecond = Number.POSITIVE_INFINITY } = storm;
  const keys = [publicJwk('first'), publicJwk('second')];
  const before = JSON.stringify({ keys: keys.slice(0, 1) });
  const after = JSON.stringify({ keys });
  const requests = Array.from({ length: storm.seconds + 1 }, () => 0);
  const second = () => timeline.now() / 1000;

  async function attempt(deadline: number): Promise<string> {
    const at = Math.floor(second());
    const earlier = requests[at] ?? 0;
    requests[at] = earlier + 1;
    const isDown = outage !== undefined && isDuring(outage, second());
    const silent = isDown && outage.kind === 'silence';
    const answered = timeline.now() + fastestMs + random() * (slowestMs - fastestMs);
    await timeline.until(silent ? deadline : Math.min(answered, deadline));
    if (silent || answered > deadline) throw new FetchFailed('no answer');
    if (isDown) throw new FetchFailed('status 503', true);
    if (earlier >= answersPerSecond) throw new FetchFailed('status 429');
    const isPublished = rotation && second() >= rotation.at - rotation.announcedSeconds;
    return isPublished ? after : before;
  }

  return {
    requests,
    signingKid: () => (rotation && second() >= rotation.at ? 'second' : 'first'),
    async fetch(deadlineMs, mayRetry) {
      const deadline = timeline.now() + deadlineMs;
      return attempt(deadline).catch((error: FetchFailed) => {
        if (timeline.now() >= deadline || !error.isPassing || !mayRetry()) throw error;
        return attempt(deadline);
      });
    },
  };
}

function publicJwk(kid: string): object {
  const { publicKey } = generateKeyPairSync('ed25519');
  return { ...publicKey.export({ format: 'jwk' }), kid, alg: 'EdDSA', use: 'sig' };
}
