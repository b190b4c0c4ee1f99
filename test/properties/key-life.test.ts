import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorld, failing } from '../faults/world.ts';
import { signingKey } from '../signing.ts';

const world = createWorld();
const keys = [0, 1, 2].map(() => signingKey('EdDSA'));

const which = fc.nat(keys.length - 1);
const seconds = fc.constantFrom(1, 6, 10, 61, 239, 240, 300, 3_600, 43_200, 86_400);

/** Histories in which time passes, the endpoint publishes other keys or is down, and callers ask. */
const histories = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: fc.record({ pass: seconds }) },
    { weight: 2, arbitrary: fc.record({ publish: fc.uniqueArray(which) }) },
    { weight: 1, arbitrary: fc.record({ publish: fc.constant('down' as const) }) },
    { weight: 6, arbitrary: fc.record({ ask: which }) },
  ),
  { minLength: 5, maxLength: 40 },
);

interface Served {
  readonly keys: readonly number[];
  readonly at: number;
}

/** An authorizer, and an endpoint that remembers what it served last, and when. */
async function createScene() {
  const endpoint = await world.endpoint();
  let published: readonly number[] | 'down' = [0];
  let served: Served | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let now = 0;
  endpoint.answer((_, response) => {
    if (published === 'down') {
      failedAt = now;
      return response.writeHead(404).end();
    }
    served = { keys: published, at: now };
    return response.end(JSON.stringify({ keys: published.map((key) => keys[key]?.jwk) }));
  });
  const { ask } = await world.start(endpoint);
  const tokens = keys.map((key) => world.token(endpoint, key, { exp: 9_000_000_000 }));
  return {
    close: endpoint.close,
    pass(more: number) {
      now += more;
      world.pass(more);
    },
    publish(next: readonly number[] | 'down') {
      published = next;
    },
    async ask(key: number) {
      const before = endpoint.fetches;
      const verdict = await ask(tokens[key] ?? '');
      expect(verdict).toBe(rightVerdict(key, served, now));
      // Only an endpoint that failed less than ten seconds ago excuses keys that are due.
      if (served && now - failedAt >= 10) expect(now - served.at).toBeLessThan(300);
      // Keys that are due, and a look on the token's own behalf.
      expect(endpoint.fetches - before).toBeLessThanOrEqual(2);
      expect(endpoint.fetches).toBeLessThanOrEqual(10 + (now + 1) / 6);
    },
  };
}

/** The verdict by the key set that was served last, as long as it is trusted. */
function rightVerdict(key: number, served: Served | undefined, now: number): string {
  if (served === undefined || now - served.at >= 86_400) return failing;
  if (served.keys.includes(key)) return 'allow';
  return served.keys.length === 0 ? 'refused: unknown_key' : 'refused: bad_signature';
}

test('whatever happens, a key counts only by the last key set, which is young or cannot be had anew', async () => {
  const judge = fc.asyncProperty(histories, async (history) => {
    const scene = await createScene();
    for (const event of history) {
      if ('pass' in event) scene.pass(event.pass);
      else if ('publish' in event) scene.publish(event.publish);
      else await scene.ask(event.ask);
    }
    await scene.close();
  });
  await fc.assert(judge, { numRuns: 200, timeout: 5_000 });
});
