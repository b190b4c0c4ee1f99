import { describe, expect, test } from 'vitest';
import { logEvents } from '../../contract/log-events.ts';
import { type SigningKey, signingKey } from '../signing.ts';
import { createTestContext, notFound } from './context.ts';
import { jwksUnavailable } from './outcome.ts';

const context = createTestContext();

/** A key, its published JWK, and the header of tokens that it signs. */
interface NamedKey {
  readonly key: SigningKey;
  readonly header: object;
  readonly jwk: object;
}

function namedKey(kid?: string): NamedKey {
  const key = signingKey('EdDSA');
  const header = kid === undefined ? {} : { kid };
  return { key, header, jwk: { ...key.jwk, ...header } };
}

const longLived = { exp: 4_000_000_000 };

/** Starts an endpoint with these keys and an authorizer. */
async function setUp(...published: readonly NamedKey[]) {
  const endpoint = await context.endpoint(...published.map(({ jwk }) => jwk));
  const authorizer = await context.start(endpoint);
  const token = ({ key, header }: NamedKey, claims = {}) =>
    context.token(endpoint, key, claims, header);
  return { endpoint, authorizer, token };
}

/** Key ids before and after a rotation, and the outcome of tokens of the old key. */
const rotations = [
  { name: 'to a new kid', kids: ['old', 'new'], rejected: 'rejected: unknown_key' },
  { name: 'without kids', kids: [], rejected: 'rejected: bad_signature' },
  { name: 'with the same kid', kids: ['k', 'k'], rejected: 'rejected: bad_signature' },
  { name: 'from no kid to a kid', kids: [undefined, 'new'], rejected: 'rejected: bad_signature' },
] as const;

describe.each(rotations)('a rotation $name', ({ kids, rejected }) => {
  const old = namedKey(kids[0]);
  const successor = namedKey(kids[1]);

  test('is detected by the first token of the new key, and ends the old key', async () => {
    const { endpoint, authorizer, token } = await setUp(old);
    const oldToken = token(old);
    expect(await authorizer.authorize(oldToken)).toBe('allow');
    endpoint.publish(successor.jwk);
    expect(await authorizer.authorize(oldToken)).toBe('allow');
    expect(endpoint.fetches).toBe(1);
    expect(await authorizer.authorize(token(successor))).toBe('allow');
    expect(endpoint.fetches).toBe(2);
    const { jwksFetched } = logEvents;
    expect(context.lines.at(-1)).toMatchObject({ event: jwksFetched, keys: 1, changed: true });
    expect(await authorizer.authorize(oldToken)).toBe(rejected);
  });

  test('is detected with one fetch by 50 simultaneous tokens', async () => {
    const { endpoint, authorizer, token } = await setUp(old);
    endpoint.publish(successor.jwk);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        authorizer.authorize(token(successor, { jti: `${index}` })),
      ),
    );
    expect([...new Set(outcomes)]).toEqual(['allow']);
    expect(endpoint.fetches).toBe(2);
  });

  test('is detected within 300 s if only tokens of the old key arrive', async () => {
    const { endpoint, authorizer, token } = await setUp(old);
    const oldToken = token(old, longLived);
    expect(await authorizer.authorize(oldToken)).toBe('allow');
    endpoint.publish(successor.jwk);
    context.advance(300);
    expect(await authorizer.authorize(oldToken)).toBe(rejected);
  });

  test('rejects no valid token while both keys are published', async () => {
    const { endpoint, authorizer, token } = await setUp(old);
    endpoint.publish(old.jwk, successor.jwk);
    for (const key of [successor, old, successor, old]) {
      expect(await authorizer.authorize(token(key))).toBe('allow');
    }
    endpoint.publish(successor.jwk);
    context.advance(300);
    expect(await authorizer.authorize(token(successor))).toBe('allow');
    expect(await authorizer.authorize(token(old))).toBe(rejected);
  });
});

describe('a withdrawn key', () => {
  const kept = namedKey('kept');
  const withdrawn = namedKey('withdrawn');

  test('verifies for at most 300 s, also tokens in the cache', async () => {
    const { endpoint, authorizer, token } = await setUp(withdrawn, kept);
    const cached = token(withdrawn, longLived);
    expect(await authorizer.authorize(cached)).toBe('allow');
    endpoint.publish(kept.jwk);
    let seconds = 0;
    let outcome = 'allow';
    for (; outcome === 'allow' && seconds <= 300; seconds += 1) {
      context.advance(1);
      outcome = await authorizer.authorize(cached);
    }
    expect(outcome).toBe('rejected: unknown_key');
    expect(seconds).toBeLessThanOrEqual(300);
    expect(await authorizer.authorize(token(kept))).toBe('allow');
  });

  test('verifies for at most 24 h during an outage', async () => {
    const { endpoint, authorizer, token } = await setUp(withdrawn);
    const cached = token(withdrawn, longLived);
    await endpoint.close();
    context.advance(86_390);
    expect(await authorizer.authorize(cached)).toBe('allow');
    context.advance(10);
    expect(await authorizer.authorize(cached)).toBe(jwksUnavailable);
  });

  test('does not verify after another token caused a fetch', async () => {
    const { endpoint, authorizer, token } = await setUp(withdrawn);
    const cached = token(withdrawn);
    expect(await authorizer.authorize(cached)).toBe('allow');
    endpoint.publish(kept.jwk);
    expect(await authorizer.authorize(token(kept))).toBe('allow');
    expect(await authorizer.authorize(cached)).toBe('rejected: unknown_key');
  });

  test('does not verify again after a failed fetch', async () => {
    const { endpoint, authorizer, token } = await setUp(withdrawn);
    endpoint.publish();
    context.advance(300);
    const sent = token(withdrawn, longLived);
    expect(await authorizer.authorize(sent)).toBe('rejected: unknown_key');
    endpoint.answer(notFound);
    context.advance(300);
    expect(await authorizer.authorize(sent)).toBe(jwksUnavailable);
    // The rate limit is spent: the JWKS that is known decides.
    for (let request = 0; request < 10; request += 1) await authorizer.authorize(sent);
    expect(await authorizer.authorize(sent)).toBe('rejected: unknown_key');
  });

  test('verifies again when it is published again', async () => {
    const { endpoint, authorizer, token } = await setUp(withdrawn);
    const sent = token(withdrawn, longLived);
    endpoint.publish();
    context.advance(300);
    expect(await authorizer.authorize(sent)).toBe('rejected: unknown_key');
    endpoint.publish(withdrawn.jwk);
    context.advance(300);
    expect(await authorizer.authorize(sent)).toBe('allow');
  });
});

test('a cached token is rejected when it has expired', async () => {
  const key = namedKey();
  const { authorizer, token } = await setUp(key);
  const cached = token(key);
  for (const [seconds, outcome] of [
    [0, 'allow'],
    [300, 'allow'],
    [4, 'rejected: expired'],
  ] as const) {
    context.advance(seconds);
    expect(await authorizer.authorize(cached)).toBe(outcome);
  }
});
