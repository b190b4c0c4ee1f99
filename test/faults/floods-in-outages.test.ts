import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { logEvents } from '../../contract/log-events.ts';
import type { KeyEndpoint } from '../key-endpoint.ts';
import { signingKey } from '../signing.ts';
import { audience, createTestContext, notFound } from './context.ts';
import { forgedTokens, forgedWithoutKid } from './forged-tokens.ts';
import { jwksUnavailable } from './outcome.ts';
import { sendFlood } from './send-flood.ts';

const context = createTestContext();
const key = signingKey('EdDSA');
const size = 120;
/** The rate limiter's ten, less the one of the initialization and two reserved for required fetches. */
const optionalFetches = 7;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Returns tokens whose key could be in a newer JWKS. */
function forgedFor(endpoint: KeyEndpoint): (index: number) => string {
  const kind = forgedTokens(endpoint, key, audience).find(({ name }) => name === forgedWithoutKid);
  return (index) => kind?.token(index) ?? '';
}

/** Starts an authorizer that has a JWKS, then takes the endpoint down. */
async function startOutage(respond: RequestListener | 'down') {
  const endpoint = await context.endpoint(key.jwk);
  const authorizer = await context.start(endpoint);
  if (respond === 'down') await endpoint.close();
  else endpoint.answer(respond);
  const valid = (jti: number) => context.token(endpoint, key, { jti: `${jti}` });
  return { endpoint, authorizer, size, forged: forgedFor(endpoint), valid };
}

const unavailable: RequestListener = (_, response) => {
  response.writeHead(503).end();
};
const reset: RequestListener = ({ socket }) => socket.resetAndDestroy();

describe.each([
  ['is down', 'down'],
  ['responds with 404', notFound],
  ['responds with 503', unavailable],
  ['resets connections', reset],
  ['hangs', () => vi.advanceTimersByTime(2_000)],
] as const)('a flood of forged tokens while the JWKS endpoint %s', (_, respond) => {
  test('causes a bounded number of fetches, is rejected after them, and does not delay valid tokens', async () => {
    const outage = await startOutage(respond);
    const flood = await sendFlood(outage);
    // While a fetch fails, the token's key may be new.
    expect(flood.forged).toEqual([jwksUnavailable, 'rejected: bad_signature']);
    expect(context.linesOf(logEvents.authorizerError)).toHaveLength(optionalFetches);
    expect(flood.valid).toEqual(['allow']);
    expect(flood.fetchesForValid).toBe(0);
    // Failed fetches are logged; an endpoint that is down cannot count requests.
    const { length } = context.linesOf(logEvents.jwksFetchFailed);
    const fetches = respond === 'down' ? length : outage.endpoint.fetches - 1;
    expect(fetches).toBeLessThanOrEqual(optionalFetches);
  });

  test('prevents neither the use of a stale JWKS nor a refresh after the outage', async () => {
    const { endpoint, authorizer, forged, valid } = await startOutage(respond);
    context.advance(301);
    for (let second = 0; second < 10; second += 1) {
      for (const index of [0, 1]) await authorizer.authorize(forged(second * 2 + index));
      expect(await authorizer.authorize(valid(second))).toBe('allow');
      context.advance(1);
    }
    if (respond === 'down') return;
    endpoint.publish(key.jwk);
    // The delay after a second failed refresh is at most 20 s.
    for (let second = 0; second <= 20; second += 1) {
      await authorizer.authorize(forged(1_000 + second));
      expect(await authorizer.authorize(valid(1_000 + second))).toBe('allow');
      context.advance(1);
    }
    expect(context.linesOf(logEvents.jwksFetched).length).toBeGreaterThan(1);
  });
});

test('a flood before there is a JWKS causes no fetch, and 1 s after the last one the JWKS is fetched', async () => {
  const endpoint = await context.endpoint();
  endpoint.answer(notFound);
  const authorizer = await context.start(endpoint);
  const forged = forgedFor(endpoint);
  for (let index = 0; index < size; index += 1) {
    expect(await authorizer.authorize(forged(index))).toBe(jwksUnavailable);
  }
  expect(endpoint.fetches).toBe(1);
  endpoint.publish(key.jwk);
  context.advance(1);
  expect(await authorizer.authorize(context.token(endpoint, key))).toBe('allow');
});
