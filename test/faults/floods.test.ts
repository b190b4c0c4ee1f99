import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { logEvents } from '../../contract/log-events.ts';
import type { KeyEndpoint } from '../key-endpoint.ts';
import { signingKey } from '../signing.ts';
import { type Authorizer, audience, createTestContext, notFound } from './context.ts';
import {
  type ForgedTokens,
  forgedTokenNames,
  forgedTokens,
  forgedWithoutKid,
  unknownKids,
} from './forged-tokens.ts';
import { sendFlood } from './send-flood.ts';

const context = createTestContext();
const generated = signingKey('EdDSA');
const key = { ...generated, jwk: { ...generated.jwk, kid: 'current' } };
const size = 120;
/** The rate limiter's ten, less the one of the initialization and two reserved for required fetches. */
const optionalFetches = 7;

let endpoint: KeyEndpoint;
let authorizer: Authorizer;

beforeEach(async () => {
  endpoint = await context.endpoint(key.jwk);
  authorizer = await context.start(endpoint);
});
afterEach(() => {
  expect(context.linesOf(logEvents.authorizerError)).toEqual([]);
});

function tokensOf(name: string): ForgedTokens {
  const tokens = forgedTokens(endpoint, key, audience).find((one) => one.name === name);
  if (tokens === undefined) throw new Error(`no tokens ${name}`);
  return tokens;
}

const valid = (index: number) => context.token(endpoint, key, { jti: `${index}` });

test.each(forgedTokenNames)(
  'a flood of tokens %s is rejected with a bounded number of fetches, and does not delay valid tokens',
  async (name) => {
    const { token, reason, mayFetch } = tokensOf(name);
    const flood = await sendFlood({ authorizer, endpoint, size, forged: token, valid });
    expect(flood.forged).toEqual([`rejected: ${reason}`]);
    expect(flood.valid).toEqual(['allow']);
    expect(flood.fetchesForValid).toBe(0);
    expect(context.linesOf(logEvents.tokenRejected)).toHaveLength(size);
    expect(endpoint.fetches - 1).toBeLessThanOrEqual(mayFetch ? optionalFetches : 0);
  },
);

describe.each([unknownKids, forgedWithoutKid])('a flood of tokens %s', (name) => {
  test('at the same time is rejected with a bounded number of fetches', async () => {
    const { token, reason } = tokensOf(name);
    const tokens = Array.from({ length: size }, (_, index) => token(index));
    const outcomes = await Promise.all(tokens.map((one) => authorizer.authorize(one)));
    expect([...new Set(outcomes)]).toEqual([`rejected: ${reason}`]);
    expect(endpoint.fetches - 1).toBeLessThanOrEqual(optionalFetches);
  });

  test('over a minute causes at most ten more fetches', async () => {
    const { token } = tokensOf(name);
    for (let index = 0; index < size; index += 1) {
      context.advance(60 / size);
      await authorizer.authorize(token(index));
    }
    expect(endpoint.fetches - 1).toBeLessThanOrEqual(optionalFetches + 10);
  });

  test.each([
    ['with a new kid', { kid: 'next' }],
    ['without kid', {}],
    ['with the same kid', { kid: 'current' }],
  ])('delays the detection of a rotation %s by at most 6 s', async (_, header) => {
    const { token } = tokensOf(name);
    let index = 0;
    const sendSome = async () => {
      for (const end = index + 20; index < end; index += 1)
        await authorizer.authorize(token(index));
    };
    await sendSome();
    const successor = signingKey('EdDSA');
    endpoint.publish({ ...successor.jwk, ...header });
    let seconds = 0;
    for (; ; seconds += 1) {
      await sendSome();
      const outcome = await authorizer.authorize(context.token(endpoint, successor, {}, header));
      if (outcome === 'allow' || seconds > 60) break;
      context.advance(1);
    }
    expect(seconds).toBeLessThanOrEqual(6);
  });

  test('does not prevent a required refresh', async () => {
    const { token } = tokensOf(name);
    // The longest refresh time, so that the flood comes in the second before the JWKS becomes stale.
    const random = vi.spyOn(Math, 'random').mockReturnValue(0);
    authorizer = await context.start(endpoint);
    random.mockRestore();
    context.advance(299);
    // Fetches during the flood must not refresh the JWKS.
    endpoint.answer(notFound);
    for (let index = 0; index < 100; index += 1) await authorizer.authorize(token(index));
    // The fetch of the initialization is available again.
    expect(context.linesOf(logEvents.authorizerError)).toHaveLength(optionalFetches + 1);
    context.lines.length = 0;
    endpoint.publish(key.jwk);
    const { fetches } = endpoint;
    for (let seconds = 0; seconds < 10; seconds += 1) {
      context.advance(1);
      expect(await authorizer.authorize(valid(seconds))).toBe('allow');
    }
    expect(endpoint.fetches - fetches).toBe(1);
    expect(context.lines.at(-1)).toMatchObject({ event: logEvents.jwksFetched, changed: false });
  });
});
