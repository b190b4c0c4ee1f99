import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { logEvents } from '../../contract/log-events.ts';
import type { KeyEndpoint } from '../key-endpoint.ts';
import { type SigningKey, signingKey } from '../signing.ts';
import { type Authorizer, createTestContext } from './context.ts';
import { requestsReceived, resultAfter, resultExactlyAfter, turns } from './fetch-in-progress.ts';
import { jwksUnavailable } from './outcome.ts';

// Endpoints that take long for every response, or hang, over minutes. Real sockets, fake timers.

const context = createTestContext();
const key = signingKey('EdDSA');
const successor = signingKey('EdDSA');
const longLived = { exp: 4_000_000_000 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Serves these keys after a delay of the fake timers. */
function publishSlowly(endpoint: KeyEndpoint, delayMs: number, ...keys: readonly SigningKey[]) {
  endpoint.answer((_, response) => {
    const body = JSON.stringify({ keys: keys.map(({ jwk }) => jwk) });
    setTimeout(() => response.end(body), delayMs);
  });
}

test('an endpoint that always takes 1.5 s is fetched from at initialization, and a rotation is detected', async () => {
  const endpoint = await context.endpoint();
  publishSlowly(endpoint, 1_500, key);
  const authorizer = await resultAfter(1_500, context.start(endpoint), endpoint, 1);
  expect(await authorizer.authorize(context.token(endpoint, key))).toBe('allow');

  // A refresh has only 1 s, so the known JWKS stays in use.
  context.advance(301);
  const old = authorizer.authorize(context.token(endpoint, key));
  expect(await resultAfter(1_000, old, endpoint, 2)).toBe('allow');

  publishSlowly(endpoint, 1_500, successor);
  const renewed = authorizer.authorize(context.token(endpoint, successor));
  expect(await resultAfter(1_500, renewed, endpoint, 3)).toBe('allow');
  const withdrawn = authorizer.authorize(context.token(endpoint, key));
  expect(await resultAfter(1_500, withdrawn, endpoint, 4)).toBe('rejected: bad_signature');
});

test('an endpoint that always takes 1.5 s does not delay more than one request a minute', async () => {
  const endpoint = await context.endpoint(key.jwk);
  const authorizer = await context.start(endpoint);
  publishSlowly(endpoint, 1_500, key);
  context.advance(300);
  expect(await delaysInSteadyState(endpoint, authorizer)).toBeGreaterThanOrEqual(60);
});

test('a hanging endpoint does not delay more than one request a minute while there is a JWKS', async () => {
  const endpoint = await context.endpoint(key.jwk);
  const authorizer = await context.start(endpoint);
  endpoint.answer(() => undefined);
  context.advance(300);
  expect(await delaysInSteadyState(endpoint, authorizer)).toBeGreaterThanOrEqual(60);
});

/**
 * Sends a request every 11 s for 10 minutes.
 * @returns the shortest time between two requests that waited for a fetch, in seconds, the first four left out
 */
async function delaysInSteadyState(endpoint: KeyEndpoint, authorizer: Authorizer): Promise<number> {
  const delayedAt: number[] = [];
  for (let seconds = 0; seconds < 600; seconds += 11) {
    context.advance(11);
    const { fetches } = endpoint;
    const result = authorizer.authorize(context.token(endpoint, key, longLived));
    await turns();
    if (endpoint.fetches > fetches) {
      delayedAt.push(seconds);
      vi.advanceTimersByTime(1_000);
    }
    expect(await result).toBe('allow');
    expect(endpoint.fetches - fetches).toBeLessThanOrEqual(1);
  }
  // The delays double: about 8, 16, 32 and 60 s.
  const steady = delayedAt.slice(4);
  expect(steady.length).toBeGreaterThan(4);
  const gaps = steady.slice(1).map((at, index) => at - (steady[index] ?? 0));
  return Math.min(...gaps);
}

test('of 12 requests to a hanging endpoint without a JWKS, one waits, and the others fail without a fetch', async () => {
  const endpoint = await context.endpoint();
  endpoint.answer(() => undefined);
  const authorizer = await resultAfter(2_000, context.start(endpoint), endpoint, 1);
  context.advance(1);
  const first = authorizer.authorize(context.token(endpoint, key));
  expect(await resultAfter(2_000, first, endpoint, 2)).toBe(jwksUnavailable);
  for (let request = 2; request <= 12; request += 1)
    expect(await authorizer.authorize(context.token(endpoint, key))).toBe(jwksUnavailable);
  expect(endpoint.fetches).toBe(2);
  expect(context.linesOf(logEvents.jwksFetchFailed)).toHaveLength(2);
  expect(context.linesOf(logEvents.authorizerError)).toHaveLength(12);
});

test('at a cold start with two issuers, the callers of one wait for the other, which hangs, only 300 ms', async () => {
  const up = await context.endpoint(key.jwk);
  const hanging = await context.endpoint();
  hanging.answer(() => undefined);
  const started = context.start([hanging, up]);
  await requestsReceived(hanging, 1);
  while (context.linesOf(logEvents.jwksFetched).length === 0) await turns();
  await turns();
  const authorizer = await resultExactlyAfter(300, started);
  expect(await authorizer.authorize(context.token(up, key))).toBe('allow');
  expect(up.fetches).toBe(1);

  // A caller of the hanging issuer waits for the rest of the fetch that began at initialization.
  const waiting = authorizer.authorize(context.token(hanging, key));
  await turns();
  expect(await authorizer.authorize(context.token(up, key, { jti: '2' }))).toBe('allow');
  expect(await resultExactlyAfter(1_700, waiting)).toBe(jwksUnavailable);
  expect(hanging.fetches).toBe(1);
});

test('an issuer whose endpoint hangs at the cold start is served after it recovers', async () => {
  const up = await context.endpoint(key.jwk);
  const hanging = await context.endpoint();
  hanging.answer(() => undefined);
  const started = context.start([up, hanging]);
  await requestsReceived(hanging, 1);
  while (context.linesOf(logEvents.jwksFetched).length === 0) await turns();
  await turns();
  const authorizer = await resultExactlyAfter(300, started);
  vi.advanceTimersByTime(1_700);
  while (context.linesOf(logEvents.jwksFetchFailed).length === 0) await turns();
  hanging.publish(key.jwk);
  expect(await authorizer.authorize(context.token(hanging, key))).toBe(jwksUnavailable);
  context.advance(1);
  expect(await authorizer.authorize(context.token(hanging, key))).toBe('allow');
});
