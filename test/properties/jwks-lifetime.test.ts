import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTestContext } from '../faults/context.ts';
import { jwksUnavailable } from '../faults/outcome.ts';
import { signingKey } from '../signing.ts';

const context = createTestContext();
const keys = [0, 1, 2].map(() => signingKey('EdDSA'));

const keyIndex = fc.nat(keys.length - 1);
const seconds = fc.constantFrom(1, 6, 10, 61, 239, 240, 300, 3_600, 43_200, 86_400);

/** Steps: time passes, the endpoint publishes other keys or fails, a token is sent. */
const steps = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ advance: seconds }) },
    { weight: 2, arbitrary: fc.record({ publish: fc.uniqueArray(keyIndex) }) },
    { weight: 1, arbitrary: fc.record({ publish: fc.constant('nothing' as const) }) },
    { weight: 6, arbitrary: fc.record({ send: keyIndex }) },
  ),
  { minLength: 5, maxLength: 40 },
);

interface Served {
  readonly keys: readonly number[];
  readonly at: number;
}

/** Starts an authorizer, and an endpoint that records what it last served and when. */
async function createScenario() {
  const endpoint = await context.endpoint();
  let published: readonly number[] | 'nothing' = [0];
  let served: Served | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let now = 0;
  endpoint.answer((_, response) => {
    if (published === 'nothing') {
      failedAt = now;
      return response.writeHead(404).end();
    }
    served = { keys: published, at: now };
    return response.end(JSON.stringify({ keys: published.map((index) => keys[index]?.jwk) }));
  });
  const authorizer = await context.start(endpoint);
  const tokens = keys.map((key) => context.token(endpoint, key, { exp: 9_000_000_000 }));
  return {
    close: endpoint.close,
    advance(more: number) {
      now += more;
      context.advance(more);
    },
    publish(next: readonly number[] | 'nothing') {
      published = next;
    },
    async send(key: number) {
      const before = endpoint.fetches;
      const outcome = await authorizer.authorize(tokens[key] ?? '');
      const expected = expectedOutcome(key, served, now);
      // A failed fetch may have hidden the token's key; without a fetch, the known keys decide.
      const mayBeHidden = expected.startsWith('rejected') && failedAt === now;
      if (mayBeHidden && endpoint.fetches > before)
        expect([expected, jwksUnavailable]).toContain(outcome);
      else expect(outcome).toBe(expected);
      // A stale JWKS is used only if a fetch failed less than a minute ago.
      if (served && now - failedAt >= 60) expect(now - served.at).toBeLessThan(300);
      // One required refresh, and one optional fetch for a token without a matching key.
      expect(endpoint.fetches - before).toBeLessThanOrEqual(2);
      expect(endpoint.fetches).toBeLessThanOrEqual(10 + (now + 1) / 6);
    },
  };
}

/** Returns the outcome by the JWKS that was served last, until it expires. */
function expectedOutcome(key: number, served: Served | undefined, now: number): string {
  if (served === undefined || now - served.at >= 86_400) return jwksUnavailable;
  if (served.keys.includes(key)) return 'allow';
  return served.keys.length === 0 ? 'rejected: unknown_key' : 'rejected: bad_signature';
}

test('in any sequence of rotations, outages and requests, only keys of the last served JWKS verify', async () => {
  const property = fc.asyncProperty(steps, async (sequence) => {
    const scenario = await createScenario();
    for (const step of sequence) {
      if ('advance' in step) scenario.advance(step.advance);
      else if ('publish' in step) scenario.publish(step.publish);
      else await scenario.send(step.send);
    }
    await scenario.close();
  });
  await fc.assert(property, { numRuns: 60 });
});
