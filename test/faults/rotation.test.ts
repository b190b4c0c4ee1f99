import { describe, expect, test } from 'vitest';
import { type SigningKey, signingKey } from '../signing.ts';
import { createBounds } from './bounds.ts';
import { createWorld, failing } from './world.ts';

const world = createWorld();
const bounds = createBounds();

/** A key pair with what tokens signed with it say, and what the key set says of it. */
interface Named {
  readonly key: SigningKey;
  readonly header: object;
  readonly jwk: object;
}

function named(kid?: string): Named {
  const key = signingKey('EdDSA');
  const header = kid === undefined ? {} : { kid };
  return { key, header, jwk: { ...key.jwk, ...header } };
}

const longLived = { exp: 4_000_000_000 };

/** How keys are named before and after a rotation, and what becomes of the old key's tokens. */
const rotations = [
  { name: 'with a new kid', kids: ['old', 'new'], refusal: 'refused: unknown_key' },
  { name: 'without kid: the sole key is swapped', kids: [], refusal: 'refused: bad_signature' },
  { name: 'under the same kid', kids: ['k', 'k'], refusal: 'refused: bad_signature' },
  { name: 'from no kid to one', kids: [undefined, 'new'], refusal: 'refused: bad_signature' },
] as const;

describe.each(rotations)('a rotation $name', ({ kids, refusal }) => {
  const old = named(kids[0]);
  const fresh = named(kids[1]);

  test('is noticed by the first token that needs it, and the old key is gone with it', async () => {
    const endpoint = await world.endpoint(old.jwk);
    const authorizer = await world.start(endpoint);
    const oldToken = world.token(endpoint, old.key, {}, old.header);
    expect(await authorizer.ask(oldToken)).toBe('allow');
    endpoint.publish(fresh.jwk);
    expect(await authorizer.ask(oldToken)).toBe('allow');
    expect(endpoint.fetches).toBe(1);
    const token = world.token(endpoint, fresh.key, {}, fresh.header);
    expect(await authorizer.ask(token)).toBe('allow');
    expect(endpoint.fetches).toBe(2);
    expect(world.lines.at(-1)).toMatchObject({ event: 'jwks_fetched', keys: 1, changed: true });
    expect(await authorizer.ask(oldToken)).toBe(refusal);
  });

  test('is noticed by 50 tokens at once, with one fetch', async () => {
    const endpoint = await world.endpoint(old.jwk);
    const authorizer = await world.start(endpoint);
    endpoint.publish(fresh.jwk);
    const verdicts = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        authorizer.ask(world.token(endpoint, fresh.key, { jti: `${index}` }, fresh.header)),
      ),
    );
    expect(new Set(verdicts)).toEqual(new Set(['allow']));
    expect(endpoint.fetches).toBe(2);
  });

  test('is noticed within 300 s by tokens of the old key alone', async () => {
    const endpoint = await world.endpoint(old.jwk);
    const authorizer = await world.start(endpoint);
    const oldToken = world.token(endpoint, old.key, longLived, old.header);
    expect(await authorizer.ask(oldToken)).toBe('allow');
    endpoint.publish(fresh.jwk);
    world.pass(300);
    expect(await authorizer.ask(oldToken)).toBe(refusal);
  });

  test('in which both keys overlap refuses nobody', async () => {
    const endpoint = await world.endpoint(old.jwk);
    const authorizer = await world.start(endpoint);
    const tokenOf = ({ key, header }: Named) => world.token(endpoint, key, {}, header);
    endpoint.publish(old.jwk, fresh.jwk);
    for (const { key, header } of [fresh, old, fresh, old]) {
      expect(await authorizer.ask(world.token(endpoint, key, {}, header))).toBe('allow');
    }
    endpoint.publish(fresh.jwk);
    world.pass(300);
    expect(await authorizer.ask(tokenOf(fresh))).toBe('allow');
    expect(await authorizer.ask(tokenOf(old))).toBe(refusal);
  });
});

describe('a withdrawn key', () => {
  const kept = named('kept');
  const withdrawn = named('withdrawn');

  test('stops working within 300 s while the issuer answers, also for tokens seen before', async () => {
    const endpoint = await world.endpoint(withdrawn.jwk, kept.jwk);
    const authorizer = await world.start(endpoint);
    const token = world.token(endpoint, withdrawn.key, longLived, withdrawn.header);
    expect(await authorizer.ask(token)).toBe('allow');
    endpoint.publish(kept.jwk);
    let seconds = 0;
    let verdict = 'allow';
    for (; verdict === 'allow' && seconds <= 400; seconds += 1) {
      world.pass(1);
      verdict = await authorizer.ask(token);
    }
    expect(verdict).toBe('refused: unknown_key');
    bounds.atMost('a withdrawn key still works, issuer up', 300, seconds, ' s');
    expect(await authorizer.ask(world.token(endpoint, kept.key, {}, kept.header))).toBe('allow');
  });

  test('stops working within 24 h while the issuer is down', async () => {
    const endpoint = await world.endpoint(withdrawn.jwk);
    const authorizer = await world.start(endpoint);
    const token = world.token(endpoint, withdrawn.key, longLived, withdrawn.header);
    await endpoint.close();
    let seconds = 0;
    let verdict = await authorizer.ask(token);
    for (; verdict === 'allow' && seconds <= 90_000; ) {
      const step = seconds < 86_200 ? 100 : 1;
      world.pass(step);
      seconds += step;
      verdict = await authorizer.ask(token);
    }
    expect(verdict).toBe(failing);
    bounds.atMost('a withdrawn key still works, issuer down', 86_400, seconds, ' s');
    expect(seconds).toBeGreaterThan(86_390);
  });

  test('stops working at once when another token brings the new key set', async () => {
    const endpoint = await world.endpoint(withdrawn.jwk);
    const authorizer = await world.start(endpoint);
    const token = world.token(endpoint, withdrawn.key, {}, withdrawn.header);
    expect(await authorizer.ask(token)).toBe('allow');
    endpoint.publish(kept.jwk);
    expect(await authorizer.ask(world.token(endpoint, kept.key, {}, kept.header))).toBe('allow');
    expect(await authorizer.ask(token)).toBe('refused: unknown_key');
  });

  test('is not trusted again because a later fetch fails', async () => {
    const endpoint = await world.endpoint(withdrawn.jwk);
    const authorizer = await world.start(endpoint);
    endpoint.publish();
    world.pass(300);
    const token = world.token(endpoint, withdrawn.key, longLived, withdrawn.header);
    expect(await authorizer.ask(token)).toBe('refused: unknown_key');
    endpoint.answer((_, response) => response.writeHead(404).end());
    world.pass(300);
    expect(await authorizer.ask(token)).toBe('refused: unknown_key');
  });

  test('works again once it is published again', async () => {
    const endpoint = await world.endpoint(withdrawn.jwk);
    const authorizer = await world.start(endpoint);
    const token = world.token(endpoint, withdrawn.key, longLived, withdrawn.header);
    for (const [keys, verdict] of [
      [[], 'refused: unknown_key'],
      [[withdrawn.jwk], 'allow'],
    ] as const) {
      endpoint.publish(...keys);
      world.pass(300);
      expect(await authorizer.ask(token)).toBe(verdict);
    }
  });
});

test('a token that was seen before is refused once it has expired', async () => {
  const { key, jwk } = named();
  const endpoint = await world.endpoint(jwk);
  const authorizer = await world.start(endpoint);
  const token = world.token(endpoint, key);
  for (const [seconds, verdict] of [
    [0, 'allow'],
    [300, 'allow'],
    [4, 'refused: expired'],
  ] as const) {
    world.pass(seconds);
    expect(await authorizer.ask(token)).toBe(verdict);
  }
});
